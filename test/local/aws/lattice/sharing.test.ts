import { CreateResourceShareCommand, DeleteResourceShareCommand } from "@aws-sdk/client-ram";
import {
  AccessDeniedException,
  CreateServiceNetworkServiceAssociationCommand,
  CreateServiceNetworkVpcAssociationCommand,
  DeleteServiceNetworkCommand,
  DeleteServiceNetworkServiceAssociationCommand,
  DeleteServiceNetworkVpcAssociationCommand,
  GetServiceCommand,
  GetServiceNetworkCommand,
  GetServiceNetworkServiceAssociationCommand,
  GetServiceNetworkVpcAssociationCommand,
  ListServiceNetworksCommand,
  ListTagsForResourceCommand,
  PutAuthPolicyCommand,
  ResourceNotFoundException,
  UpdateServiceNetworkCommand,
  UpdateServiceNetworkVpcAssociationCommand,
} from "@aws-sdk/client-vpc-lattice";
import {
  type LocalCloud,
  NETWORK,
  ORDERS,
  ORGANIZATION_ARN,
  OU_ARN,
  PARTNER,
  present,
  STOREFRONT,
  startLocalCloud,
} from "../local-cloud";
import { type Made, makeService, makeServiceNetwork } from "./fixtures";

const VPC = "vpc-0123456789abcdef0";

let cloud: LocalCloud;
let network: Made;
beforeEach(async () => {
  cloud = await startLocalCloud({ lattice: { delays: { association: 0 } } });
  network = await makeServiceNetwork(cloud.lattice(NETWORK));
});
afterEach(() => cloud.stop());

async function share(principal: string, resourceArn = network.arn, owner = NETWORK): Promise<string> {
  const { resourceShare } = await cloud
    .ram(owner)
    .send(new CreateResourceShareCommand({ name: "share", principals: [principal], resourceArns: [resourceArn] }));
  return present(resourceShare?.resourceShareArn);
}

function get(account: string, serviceNetworkIdentifier = network.arn) {
  return cloud.lattice(account).send(new GetServiceNetworkCommand({ serviceNetworkIdentifier }));
}

function associateVpc(account: string, serviceNetworkIdentifier = network.arn) {
  return cloud
    .lattice(account)
    .send(new CreateServiceNetworkVpcAssociationCommand({ serviceNetworkIdentifier, vpcIdentifier: VPC }));
}

test("what is not shared is denied, in the words of IAM, and is not listed", async () => {
  const error = await get(ORDERS).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(AccessDeniedException);
  expect(error.$metadata.httpStatusCode).toBe(403);
  expect(error.message).toBe(
    `User: arn:aws:sts::${ORDERS}:assumed-role/deploy/test is not authorized to perform: vpc-lattice:GetServiceNetwork on resource: ${network.arn}`,
  );
  await expect(associateVpc(ORDERS)).rejects.toThrow(AccessDeniedException);
  expect((await cloud.lattice(ORDERS).send(new ListServiceNetworksCommand())).items).toEqual([]);
});

test.each([
  ["an account", ORDERS, [ORDERS]],
  ["an OU", OU_ARN, [STOREFRONT]],
  ["the organization", ORGANIZATION_ARN, [ORDERS, STOREFRONT]],
])("shared with %s, exactly its accounts see it", async (_what, principal, reached) => {
  await share(principal);
  for (const account of [ORDERS, STOREFRONT, PARTNER]) {
    const seen = await get(account).then(
      () => true,
      () => false,
    );
    expect([account, seen]).toEqual([account, reached.includes(account)]);
  }
});

test("a sharee describes and associates by ARN, and changes nothing", async () => {
  await share(ORGANIZATION_ARN);
  expect(await get(ORDERS)).toMatchObject({ id: network.id, arn: network.arn });
  expect((await cloud.lattice(ORDERS).send(new ListServiceNetworksCommand())).items?.map(({ arn }) => arn)).toEqual([
    network.arn,
  ]);
  await expect(get(ORDERS, network.id)).rejects.toThrow(ResourceNotFoundException);
  const named = { serviceNetworkIdentifier: network.arn };
  for (const command of [
    new UpdateServiceNetworkCommand({ ...named, authType: "AWS_IAM" }),
    new DeleteServiceNetworkCommand(named),
    new PutAuthPolicyCommand({ resourceIdentifier: network.arn, policy: "{}" }),
    new ListTagsForResourceCommand({ resourceArn: network.arn }),
  ]) {
    await expect((cloud.lattice(ORDERS) as { send(command: unknown): Promise<unknown> }).send(command)).rejects.toThrow(
      AccessDeniedException,
    );
  }
});

test("a VPC association is its creator's to update; the network's owner can delete it", async () => {
  await share(ORGANIZATION_ARN);
  const { id, createdBy } = await associateVpc(ORDERS);
  expect(createdBy).toBe(ORDERS);
  const named = { serviceNetworkVpcAssociationIdentifier: id };
  const update = new UpdateServiceNetworkVpcAssociationCommand({
    ...named,
    securityGroupIds: ["sg-0123456789abcdef0"],
  });
  await expect(cloud.lattice(NETWORK).send(update)).rejects.toThrow(AccessDeniedException);
  await expect(cloud.lattice(STOREFRONT).send(new GetServiceNetworkVpcAssociationCommand(named))).rejects.toThrow(
    ResourceNotFoundException,
  );
  await expect(cloud.lattice(ORDERS).send(update)).resolves.toBeDefined();
  await cloud.lattice(NETWORK).send(new DeleteServiceNetworkVpcAssociationCommand(named));
  await expect(cloud.lattice(ORDERS).send(new GetServiceNetworkVpcAssociationCommand(named))).rejects.toThrow(
    ResourceNotFoundException,
  );
});

test("a producer associates its own service with a shared network; a third account cannot", async () => {
  await share(ORGANIZATION_ARN);
  const service = await makeService(cloud.lattice(ORDERS));
  await share(STOREFRONT, service.arn, ORDERS);
  const command = new CreateServiceNetworkServiceAssociationCommand({
    serviceIdentifier: service.arn,
    serviceNetworkIdentifier: network.arn,
  });
  expect(await cloud.lattice(STOREFRONT).send(new GetServiceCommand({ serviceIdentifier: service.arn }))).toMatchObject(
    { name: "orders" },
  );
  await expect(cloud.lattice(STOREFRONT).send(command)).rejects.toThrow(AccessDeniedException);

  const { id } = await cloud.lattice(ORDERS).send(command);
  const named = { serviceNetworkServiceAssociationIdentifier: id };
  expect(await cloud.lattice(NETWORK).send(new GetServiceNetworkServiceAssociationCommand(named))).toMatchObject({
    createdBy: ORDERS,
    serviceArn: service.arn,
  });
  await cloud.lattice(NETWORK).send(new DeleteServiceNetworkServiceAssociationCommand(named));
});

test("the network's owner associates a service that is shared with it", async () => {
  const service = await makeService(cloud.lattice(ORDERS));
  const command = new CreateServiceNetworkServiceAssociationCommand({
    serviceIdentifier: service.arn,
    serviceNetworkIdentifier: network.arn,
  });
  await expect(cloud.lattice(NETWORK).send(command)).rejects.toThrow(AccessDeniedException);
  await share(NETWORK, service.arn, ORDERS);
  expect(await cloud.lattice(NETWORK).send(command)).toMatchObject({ createdBy: NETWORK });
});

test("without the share the association lives on, and a new one is refused", async () => {
  const resourceShareArn = await share(ORGANIZATION_ARN);
  const { id } = await associateVpc(ORDERS);
  await cloud.ram(NETWORK).send(new DeleteResourceShareCommand({ resourceShareArn }));
  await expect(get(ORDERS)).rejects.toThrow(AccessDeniedException);
  await expect(associateVpc(STOREFRONT)).rejects.toThrow(AccessDeniedException);
  const read = new GetServiceNetworkVpcAssociationCommand({ serviceNetworkVpcAssociationIdentifier: id });
  expect(await cloud.lattice(ORDERS).send(read)).toMatchObject({ status: "ACTIVE", serviceNetworkArn: network.arn });
});
