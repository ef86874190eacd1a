import type { Platform } from "../../declaration/schema/platform";
import { layoutOf, type StackLayout } from "../../stacks/layout";
import { plannedChanges, problemsIn } from "./plan-messages";
import { PlannedEstate } from "./planned-estate";
import { describeWithTerraform } from "./terraform";

/** Tests that the real Terraform with the real provider takes every stack of an estate. */
export function plansEveryStack(name: string, platform: Platform): void {
  describeWithTerraform(name, () => {
    let estate: PlannedEstate;
    beforeAll(async () => {
      estate = await PlannedEstate.of(platform);
    });
    afterAll(() => estate.stop());

    test.each(layoutOf(platform).map((layout): [string, StackLayout] => [layout.id, layout]))(
      "%s is valid, and its plan creates what was synthesized",
      async (_, layout) => {
        const { code, output } = await estate.plan(layout);
        expect({ code, problems: problemsIn(output) }).toEqual({ code: 0, problems: [] });
        const changes = plannedChanges(output);
        expect(changes.every(({ action }) => action === "create")).toBe(true);
        expect(changes.map(({ address }) => address).sort()).toEqual(estate.resources(layout).sort());
        const validated: unknown = JSON.parse((await estate.run(layout, ["validate", "-json"])).output);
        expect(validated).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
        const account = platform.accounts[layout.account]?.id;
        expect(estate.aws.calls).toContain(`sts GetCallerIdentity ${account}`);
      },
    );
  });
}
