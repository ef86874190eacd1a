import {
  ConflictException,
  CreateServiceNetworkVpcAssociationCommand,
  DeleteServiceNetworkCommand,
  DeleteServiceNetworkVpcAssociationCommand,
  GetServiceNetworkVpcAssociationCommand,
  ListServiceNetworkVpcAssociationsCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  UpdateServiceNetworkVpcAssociationCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, present, startLocalCloud } from "../local-cloud";
import { makeServiceNetwork } from "./fixtures";

const VPC = "vpc-0123456789abcdef0";
const GROUP = "sg-0123456789abcdef0";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({
    lattice: { delays: { association: 3000 }, quotas: { vpcAssociationsPerServiceNetwork: 1 } },
  });
});
afterEach(() => cloud.stop());

async function associate(network: string, vpcIdentifier = VPC, securityGroupIds = [GROUP]): Promise<string> {
  const { id } = await cloud.lattice().send(
    new CreateServiceNetworkVpcAssociationCommand({
      serviceNetworkIdentifier: network,
      vpcIdentifier,
      securityGroupIds,
    }),
  );
  return present(id);
}

async function status(serviceNetworkVpcAssociationIdentifier: string) {
  return (
    await cloud.lattice().send(new GetServiceNetworkVpcAssociationCommand({ serviceNetworkVpcAssociationIdentifier }))
  ).status;
}

test("create, update and delete take their time", async () => {
  const client = cloud.lattice();
  const network = await makeServiceNetwork(client);
  const id = await associate(network.id);
  const named = { serviceNetworkVpcAssociationIdentifier: id };
  expect(await status(id)).toBe("CREATE_IN_PROGRESS");
  await expect(client.send(new DeleteServiceNetworkVpcAssociationCommand(named))).rejects.toThrow(ConflictException);
  cloud.pass(3000);
  expect(await client.send(new GetServiceNetworkVpcAssociationCommand(named))).toMatchObject({
    status: "ACTIVE",
    createdBy: NETWORK,
    vpcId: VPC,
    securityGroupIds: [GROUP],
    serviceNetworkArn: network.arn,
    serviceNetworkName: "internal",
  });

  const other = "sg-0123456789abcdef1";
  await client.send(new UpdateServiceNetworkVpcAssociationCommand({ ...named, securityGroupIds: [other] }));
  expect(await status(id)).toBe("UPDATE_IN_PROGRESS");
  cloud.pass(3000);
  expect((await client.send(new GetServiceNetworkVpcAssociationCommand(named))).securityGroupIds).toEqual([other]);

  await client.send(new DeleteServiceNetworkVpcAssociationCommand(named));
  expect(await status(id)).toBe("DELETE_IN_PROGRESS");
  await expect(client.send(new DeleteServiceNetworkCommand({ serviceNetworkIdentifier: network.id }))).rejects.toThrow(
    "has VPC(s) associated",
  );
  cloud.pass(3000);
  await expect(status(id)).rejects.toThrow(ResourceNotFoundException);
  await client.send(new DeleteServiceNetworkCommand({ serviceNetworkIdentifier: network.id }));
  expect(await cloud.aws.inventory()).toEqual([]);
});

test("private names are chosen later too, and the security groups stay", async () => {
  const serviceNetworkVpcAssociationIdentifier = await associate((await makeServiceNetwork(cloud.lattice())).id);
  const named = { serviceNetworkVpcAssociationIdentifier };
  cloud.pass(3000);
  const before = await cloud.lattice().send(new GetServiceNetworkVpcAssociationCommand(named));
  expect(before).toMatchObject({ privateDnsEnabled: false });
  const chosen = { privateDnsEnabled: true, dnsOptions: { privateDnsPreference: "ALL_DOMAINS" as const } };
  const updated = await cloud.lattice().send(new UpdateServiceNetworkVpcAssociationCommand({ ...named, ...chosen }));
  expect(updated).toMatchObject(chosen);
  const after = await cloud.lattice().send(new GetServiceNetworkVpcAssociationCommand(named));
  expect(after).toMatchObject({ ...chosen, securityGroupIds: before.securityGroupIds });
});

test("a VPC belongs to one service network", async () => {
  const client = cloud.lattice();
  await associate((await makeServiceNetwork(client)).id);
  const second = await makeServiceNetwork(client, "second");
  const error = await associate(second.id).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ConflictException);
  expect(error.message).toBe("VPC has already been associated to a service network.");
});

test("the last security group cannot be taken away", async () => {
  const id = await associate((await makeServiceNetwork(cloud.lattice())).id);
  cloud.pass(3000);
  const update = new UpdateServiceNetworkVpcAssociationCommand({
    serviceNetworkVpcAssociationIdentifier: id,
    securityGroupIds: [],
  });
  const error = await cloud
    .lattice()
    .send(update)
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList).toMatchObject([{ name: "securityGroupIds" }]);
});

test("the quota per service network, and more than five security groups", async () => {
  const network = await makeServiceNetwork(cloud.lattice());
  await expect(associate(network.id, VPC, Array(6).fill(GROUP))).rejects.toThrow(ValidationException);
  await associate(network.id);
  await expect(associate(network.id, "vpc-00000000000000001")).rejects.toThrow(ServiceQuotaExceededException);
});

test("lists are filtered by VPC and by service network", async () => {
  const network = await makeServiceNetwork(cloud.lattice());
  const id = await associate(network.id);
  const list = async (input: { vpcIdentifier?: string; serviceNetworkIdentifier?: string }) =>
    (await cloud.lattice().send(new ListServiceNetworkVpcAssociationsCommand(input))).items?.map((item) => item.id);
  expect(await list({ vpcIdentifier: VPC })).toEqual([id]);
  expect(await list({ serviceNetworkIdentifier: network.arn })).toEqual([id]);
  expect(await list({ vpcIdentifier: "vpc-00000000000000001" })).toEqual([]);
});
