import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { describeOnLocalAws } from "../../support/terraform";
import { apply, destroy, openWorkspace, planExitCode, type Workspace } from "./terraform";

describeOnLocalAws("what moto lacks", () => {
  let aws: LocalAws;
  let workspace: Workspace;
  beforeAll(async () => {
    aws = await startLocalAws({ accounts: { "111111111111": {}, "222222222222": {} } });
    workspace = await openWorkspace(aws, "gaps");
  });
  afterAll(async () => {
    workspace?.remove();
    await aws?.stop();
  });

  test("is served: applied, nothing left to plan, destroyed", async () => {
    await apply(workspace);
    expect(await planExitCode(workspace)).toBe(0);
    expect((await aws.inventory()).map(({ account, type }) => `${account} ${type}`)).toEqual([
      "111111111111 AWS::EC2::VPC",
      "111111111111 AWS::IAM::Role",
      "111111111111 AWS::IAM::RolePolicy",
      "111111111111 AWS::Lambda::Alias",
      "111111111111 AWS::Lambda::Function",
      // moto shows an alias's permission at its function, too.
      "111111111111 AWS::Lambda::Permission",
      "111111111111 AWS::Lambda::Permission",
      "111111111111 AWS::Logs::LogGroup",
      "111111111111 AWS::Route53::HostedZone",
      "111111111111 AWS::Route53::HostedZoneVPC",
      "111111111111 AWS::Route53::HostedZoneVPC",
      "111111111111 AWS::Route53::RecordSet",
      "111111111111 AWS::Route53::VPCAssociationAuthorization",
      "222222222222 AWS::EC2::SecurityGroup",
      "222222222222 AWS::EC2::Subnet",
      "222222222222 AWS::EC2::VPC",
    ]);
    const zone = (await aws.inventory()).find(({ type }) => type === "AWS::Route53::HostedZone");
    expect(zone?.id).toMatch(/^\/hostedzone\/Z[0-9A-Z]{1,31}$/);
    await destroy(workspace);
    expect(await aws.inventory()).toEqual([]);
  });
});
