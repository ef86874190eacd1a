import {
  CreateServiceNetworkVpcAssociationCommand,
  CreateTargetGroupCommand,
  RegisterTargetsCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { xmlValues } from "../../../../local/aws/http/xml";
import { describeWithMoto } from "../../../support/terraform";
import { makeServiceNetwork, makeTargetGroup } from "../lattice/fixtures";
import { type LocalCloud, NETWORK, startLocalCloud } from "../local-cloud";

describeWithMoto("VPC Lattice beside moto", () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ moto: {} });
  });
  afterAll(() => cloud?.stop());

  test("refuses VPCs, security groups and functions that do not exist, and takes those that do", async () => {
    const [vpcId = ""] = await ec2(cloud, { Action: "CreateVpc", CidrBlock: "10.0.0.0/16" }, "vpcId");
    const [groupId = ""] = await ec2(
      cloud,
      { Action: "CreateSecurityGroup", GroupName: "g", GroupDescription: "g", VpcId: vpcId },
      "groupId",
    );
    const client = cloud.lattice();
    const { id: serviceNetworkIdentifier } = await makeServiceNetwork(client);
    const associate = (vpcIdentifier: string, group: string) =>
      client.send(
        new CreateServiceNetworkVpcAssociationCommand({
          serviceNetworkIdentifier,
          vpcIdentifier,
          securityGroupIds: [group],
        }),
      );
    await expect(associate("vpc-00000000000000000", groupId)).rejects.toThrow("there is no VPC");
    await expect(associate(vpcId, "sg-00000000000000000")).rejects.toThrow("there is no security group");
    await expect(associate(vpcId, groupId)).resolves.toMatchObject({ securityGroupIds: [groupId] });

    const config = { port: 443, protocol: "HTTPS" as const, vpcIdentifier: "vpc-00000000000000000" };
    await expect(client.send(new CreateTargetGroupCommand({ name: "web", type: "IP", config }))).rejects.toThrow(
      ValidationException,
    );
    const inVpc = { ...config, vpcIdentifier: vpcId };
    const web = await client.send(new CreateTargetGroupCommand({ name: "web", type: "IP", config: inVpc }));
    const address = (id: string) =>
      client.send(new RegisterTargetsCommand({ targetGroupIdentifier: web.id, targets: [{ id }] }));
    await expect(address("10.99.0.1")).rejects.toThrow(`10.99.0.1 is not in the VPC ${vpcId}`);
    await expect(address("10.0.20.1")).resolves.toMatchObject({ successful: [{ id: "10.0.20.1" }] });
    const { id: targetGroupIdentifier } = await makeTargetGroup(client);
    const target = { id: `arn:aws:lambda:us-east-1:${NETWORK}:function:none` };
    await expect(client.send(new RegisterTargetsCommand({ targetGroupIdentifier, targets: [target] }))).rejects.toThrow(
      "there is no function",
    );
  });
});

/** A request of EC2 by the printed credentials, and the values of a tag in its answer. */
async function ec2({ aws }: LocalCloud, parameters: Record<string, string>, tag: string): Promise<string[]> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${aws.environment.AWS_ACCESS_KEY_ID}/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0`;
  const body = new URLSearchParams({ Version: "2016-11-15", ...parameters });
  return xmlValues(await (await fetch(aws.url, { method: "POST", body, headers: { authorization } })).text(), tag);
}
