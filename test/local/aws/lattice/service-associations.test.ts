import {
  ConflictException,
  CreateServiceNetworkServiceAssociationCommand,
  DeleteServiceNetworkCommand,
  DeleteServiceNetworkServiceAssociationCommand,
  GetServiceNetworkCommand,
  GetServiceNetworkServiceAssociationCommand,
  ListServiceNetworkServiceAssociationsCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, present, startLocalCloud } from "../local-cloud";
import { makeService, makeServiceNetwork } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({
    lattice: { delays: { association: 3000 }, quotas: { serviceAssociationsPerServiceNetwork: 2 } },
  });
});
afterEach(() => cloud.stop());

async function associate(serviceIdentifier: string, serviceNetworkIdentifier: string): Promise<string> {
  const { id } = await cloud
    .lattice()
    .send(new CreateServiceNetworkServiceAssociationCommand({ serviceIdentifier, serviceNetworkIdentifier }));
  return present(id);
}

test("it becomes active, names both sides, and is counted", async () => {
  const client = cloud.lattice();
  const [network, service] = [await makeServiceNetwork(client), await makeService(client)];
  const id = await associate(service.arn, network.arn);
  cloud.pass(3000);
  const read = await client.send(
    new GetServiceNetworkServiceAssociationCommand({ serviceNetworkServiceAssociationIdentifier: id }),
  );
  expect(read).toMatchObject({
    status: "ACTIVE",
    createdBy: NETWORK,
    serviceArn: service.arn,
    serviceName: "orders",
    serviceNetworkArn: network.arn,
    serviceNetworkName: "internal",
  });
  expect(read.dnsEntry?.domainName).toContain("orders-");
  expect(
    (await client.send(new GetServiceNetworkCommand({ serviceNetworkIdentifier: network.id })))
      .numberOfAssociatedServices,
  ).toBe(1);
  expect(
    (await client.send(new ListServiceNetworkServiceAssociationsCommand({ serviceIdentifier: service.id }))).items,
  ).toHaveLength(1);
  await expect(client.send(new DeleteServiceNetworkCommand({ serviceNetworkIdentifier: network.id }))).rejects.toThrow(
    "has service(s) associated",
  );
});

test("deleted, it stays visible until it is gone", async () => {
  const client = cloud.lattice();
  const id = await associate((await makeService(client)).id, (await makeServiceNetwork(client)).id);
  const named = { serviceNetworkServiceAssociationIdentifier: id };
  await expect(client.send(new DeleteServiceNetworkServiceAssociationCommand(named))).rejects.toThrow(
    ConflictException,
  );
  cloud.pass(3000);
  await client.send(new DeleteServiceNetworkServiceAssociationCommand(named));
  expect(await client.send(new GetServiceNetworkServiceAssociationCommand(named))).toMatchObject({
    status: "DELETE_IN_PROGRESS",
  });
  cloud.pass(3000);
  await expect(client.send(new GetServiceNetworkServiceAssociationCommand(named))).rejects.toThrow(
    ResourceNotFoundException,
  );
});

test("once per service, once per custom domain name, and within the quota", async () => {
  const client = cloud.lattice();
  const network = await makeServiceNetwork(client);
  const orders = await makeService(client, "orders", "orders.acme.internal");
  await associate(orders.id, network.id);
  await expect(associate(orders.id, network.id)).rejects.toThrow(ConflictException);
  await expect(associate((await makeService(client, "copy", "orders.acme.internal")).id, network.id)).rejects.toThrow(
    "custom domain name orders.acme.internal",
  );
  await associate((await makeService(client, "second")).id, network.id);
  await expect(associate((await makeService(client, "third")).id, network.id)).rejects.toThrow(
    ServiceQuotaExceededException,
  );
});
