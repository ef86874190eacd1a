import { throttling } from "../../../local/aws/faults";
import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { describeOnLocalAws } from "../../support/terraform";
import { apply, destroy, openWorkspace, planExitCode, type Workspace } from "./terraform";

const ACCOUNTS = { "111111111111": {}, "222222222222": {}, "999999999999": { external: true } };

describeOnLocalAws("the real AWS provider, in three accounts", () => {
  let aws: LocalAws;
  let workspace: Workspace;
  beforeAll(async () => {
    aws = await startLocalAws({
      accounts: ACCOUNTS,
      organization: { id: "o-a1b2c3d4e5" },
      lattice: { delays: { association: 400, deregistration: 400 } },
      ram: { associationDelay: 200 },
    });
    workspace = await openWorkspace(aws, "estate");
  });
  afterAll(async () => {
    workspace?.remove();
    await aws?.stop();
  });

  test("applies through throttling, plans nothing after, changes one thing, and leaves nothing behind", async () => {
    aws.faults.add(throttling({ service: "vpc-lattice", times: 3 }));
    expect(await apply(workspace)).toContain("Apply complete! Resources: 30 added, 0 changed, 0 destroyed.");
    expect(await planExitCode(workspace)).toBe(0);
    const held = await aws.inventory();
    expect(held.filter(({ type }) => type === "AWS::VpcLattice::Rule")).toHaveLength(2);
    expect(new Set(held.map(({ account }) => account))).toEqual(new Set(["111111111111", "222222222222"]));

    expect(await apply(workspace, "-var=weight=30")).toContain(
      "Apply complete! Resources: 0 added, 1 changed, 0 destroyed.",
    );
    expect(await planExitCode(workspace, "-var=weight=30")).toBe(0);

    expect(await destroy(workspace)).toContain("Destroy complete! Resources: 30 destroyed.");
    expect(await aws.inventory()).toEqual([]);
  });
});
