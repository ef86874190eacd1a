import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { describeWithTerraform } from "../../support/terraform";
import { apply, destroy, openWorkspace, type Workspace } from "./terraform";

/** Milliseconds; longer than any destroy takes. */
const LINGERS = 3_600_000;

/** terraform-provider-aws 40581: the attachment's destroy fails while the API still lists the function. */
describeWithTerraform("a function that lingers in its target group", () => {
  let aws: LocalAws;
  let workspace: Workspace;
  /** Milliseconds by which the time of AWS was moved on. */
  let later = 0;
  beforeAll(async () => {
    const lattice = { deregisteredTarget: "LINGERING" as const, delays: { deregistration: LINGERS } };
    aws = await startLocalAws({
      moto: false,
      accounts: { "222222222222": {} },
      lattice,
      clock: () => Date.now() + later,
    });
    workspace = await openWorkspace(aws, "attachment");
  });
  afterAll(async () => {
    workspace?.remove();
    await aws?.stop();
  });

  test("fails the first destroy, and not the second", async () => {
    await apply(workspace);
    const first = await workspace.run("destroy", "-auto-approve", "-no-color");
    expect(first.exitCode).toBe(1);
    expect(first.output).toContain("unexpected state 'UNUSED'");
    // A second one before the function is gone fails as the first did.
    later += LINGERS;
    await destroy(workspace);
    expect(await aws.inventory()).toEqual([]);
  });
});
