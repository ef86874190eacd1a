import {
  ConflictException,
  CreateAccessLogSubscriptionCommand,
  CreateServiceCommand,
  CreateServiceNetworkServiceAssociationCommand,
  DeleteServiceCommand,
  DeleteServiceNetworkServiceAssociationCommand,
  GetServiceCommand,
  ListServicesCommand,
  PutAuthPolicyCommand,
  ResourceNotFoundException,
  UpdateServiceCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, startLocalCloud } from "../local-cloud";
import { makeListener, makeRule, makeService, makeServiceNetwork } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({ lattice: { delays: { service: 1000, association: 2000 } } });
});
afterEach(() => cloud.stop());

test("a service is created in the background, with a name in DNS", async () => {
  const client = cloud.lattice();
  const created = await client.send(new CreateServiceCommand({ name: "orders", authType: "AWS_IAM" }));
  expect(created).toMatchObject({ status: "CREATE_IN_PROGRESS", authType: "AWS_IAM" });
  expect(created.dnsEntry?.domainName).toBe(`orders-${created.id?.slice(4)}.7d67968.vpc-lattice-svcs.us-east-1.on.aws`);

  cloud.pass(999);
  expect((await client.send(new GetServiceCommand({ serviceIdentifier: created.id }))).status).toBe(
    "CREATE_IN_PROGRESS",
  );
  cloud.pass(1);
  expect((await client.send(new GetServiceCommand({ serviceIdentifier: created.id }))).status).toBe("ACTIVE");
  expect((await client.send(new ListServicesCommand())).items?.map(({ name }) => name)).toEqual(["orders"]);
});

test("only auth type and certificate are updated", async () => {
  const { id } = await makeService(cloud.lattice());
  const certificateArn = `arn:aws:acm:us-east-1:${NETWORK}:certificate/0a-1`;
  const updated = await cloud
    .lattice()
    .send(new UpdateServiceCommand({ serviceIdentifier: id, authType: "AWS_IAM", certificateArn }));
  expect(updated).toMatchObject({ authType: "AWS_IAM", certificateArn });
});

test("a deleted service takes listeners, rules, policies and log subscriptions with it", async () => {
  const client = cloud.lattice();
  const { id, arn } = await makeService(client);
  const listener = await makeListener(client, id);
  await makeRule(client, id, listener.id, 10);
  await client.send(
    new PutAuthPolicyCommand({
      resourceIdentifier: arn,
      policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}',
    }),
  );
  await client.send(
    new CreateAccessLogSubscriptionCommand({
      resourceIdentifier: arn,
      destinationArn: "arn:aws:s3:::acme-access-logs",
    }),
  );

  expect(await client.send(new DeleteServiceCommand({ serviceIdentifier: id }))).toMatchObject({
    status: "DELETE_IN_PROGRESS",
  });
  expect((await client.send(new GetServiceCommand({ serviceIdentifier: id }))).status).toBe("DELETE_IN_PROGRESS");
  cloud.pass(1000);
  await expect(client.send(new GetServiceCommand({ serviceIdentifier: id }))).rejects.toThrow(
    ResourceNotFoundException,
  );
  expect(await cloud.aws.inventory()).toEqual([]);
});

test("a service cannot be deleted until its association is gone", async () => {
  const client = cloud.lattice();
  const service = await makeService(client);
  const network = await makeServiceNetwork(client);
  const { id } = await client.send(
    new CreateServiceNetworkServiceAssociationCommand({
      serviceIdentifier: service.id,
      serviceNetworkIdentifier: network.id,
    }),
  );
  const remove = () => client.send(new DeleteServiceCommand({ serviceIdentifier: service.id }));
  await expect(remove()).rejects.toThrow(ConflictException);

  cloud.pass(2000);
  await client.send(
    new DeleteServiceNetworkServiceAssociationCommand({ serviceNetworkServiceAssociationIdentifier: id }),
  );
  await expect(remove()).rejects.toThrow(ConflictException);
  cloud.pass(2000);
  await expect(remove()).resolves.toBeDefined();
});

test.each(["svc-orders", "Orders", "or", "o".repeat(41), "orders-"])("the name %p is refused", async (name) => {
  await expect(cloud.lattice().send(new CreateServiceCommand({ name }))).rejects.toThrow(ValidationException);
});

test("a service that is being deleted is neither changed nor deleted once more", async () => {
  const client = cloud.lattice();
  const { id: serviceIdentifier } = await makeService(client);
  cloud.pass(1000);
  await client.send(new DeleteServiceCommand({ serviceIdentifier }));
  for (const command of [
    () => client.send(new UpdateServiceCommand({ serviceIdentifier, authType: "AWS_IAM" })),
    () => client.send(new DeleteServiceCommand({ serviceIdentifier })),
  ]) {
    const error = await command().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConflictException);
    expect(error.message).toContain("is being deleted");
  }
  expect((await client.send(new GetServiceCommand({ serviceIdentifier }))).status).toBe("DELETE_IN_PROGRESS");
  cloud.pass(1000);
  await expect(client.send(new GetServiceCommand({ serviceIdentifier }))).rejects.toThrow(ResourceNotFoundException);
});
