import {
  ConflictException,
  CreateServiceNetworkCommand,
  DeleteServiceNetworkCommand,
  GetServiceNetworkCommand,
  ListServiceNetworksCommand,
  paginateListServiceNetworks,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  UpdateServiceNetworkCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, ORDERS, startLocalCloud } from "../local-cloud";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({ lattice: { quotas: { serviceNetworks: 3 } } });
});
afterEach(() => cloud.stop());

test("a service network is created, read, updated, listed and deleted", async () => {
  const client = cloud.lattice();
  const created = await client.send(new CreateServiceNetworkCommand({ name: "internal" }));
  expect(created).toMatchObject({ name: "internal", authType: "NONE", sharingConfig: { enabled: true } });
  expect(created.id).toMatch(/^sn-[0-9a-z]{17}$/);
  expect(created.arn).toBe(`arn:aws:vpc-lattice:us-east-1:${NETWORK}:servicenetwork/${created.id}`);

  await client.send(new UpdateServiceNetworkCommand({ serviceNetworkIdentifier: created.id, authType: "AWS_IAM" }));
  const read = await client.send(new GetServiceNetworkCommand({ serviceNetworkIdentifier: created.arn }));
  expect(read).toMatchObject({
    id: created.id,
    authType: "AWS_IAM",
    numberOfAssociatedServices: 0,
    numberOfAssociatedVPCs: 0,
  });
  expect(read.createdAt).toEqual(new Date("2026-01-02T03:04:05Z"));
  expect((await client.send(new ListServiceNetworksCommand())).items?.map(({ id }) => id)).toEqual([created.id]);

  await client.send(new DeleteServiceNetworkCommand({ serviceNetworkIdentifier: created.id }));
  await expect(client.send(new GetServiceNetworkCommand({ serviceNetworkIdentifier: created.id }))).rejects.toThrow(
    ResourceNotFoundException,
  );
  expect(await cloud.aws.inventory()).toEqual([]);
});

test.each(["Bad_Name", "a", "-x1", "x--1", "x".repeat(64)])("the name %p is refused with its field", async (name) => {
  const error = await cloud
    .lattice()
    .send(new CreateServiceNetworkCommand({ name }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.$metadata.httpStatusCode).toBe(400);
  expect(error.reason).toBe("fieldValidationFailed");
  expect(error.fieldList[0].name).toBe("name");
});

test("a name is taken once per account", async () => {
  await cloud.lattice(NETWORK).send(new CreateServiceNetworkCommand({ name: "internal" }));
  const error = await cloud
    .lattice(NETWORK)
    .send(new CreateServiceNetworkCommand({ name: "internal" }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ConflictException);
  expect(error).toMatchObject({ resourceType: "SERVICE_NETWORK", $metadata: { httpStatusCode: 409 } });
  await expect(
    cloud.lattice(ORDERS).send(new CreateServiceNetworkCommand({ name: "internal" })),
  ).resolves.toBeDefined();
});

test("the quota answers 402 with its code", async () => {
  for (const name of ["net-1", "net-2", "net-3"]) {
    await cloud.lattice().send(new CreateServiceNetworkCommand({ name }));
  }
  const error = await cloud
    .lattice()
    .send(new CreateServiceNetworkCommand({ name: "net-4" }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ServiceQuotaExceededException);
  expect(error).toMatchObject({
    serviceCode: "vpc-lattice",
    quotaCode: "L-9CAD07FB",
    $metadata: { httpStatusCode: 402 },
  });
});

test("lists come in pages", async () => {
  for (const name of ["net-1", "net-2", "net-3"]) {
    await cloud.lattice().send(new CreateServiceNetworkCommand({ name }));
  }
  const pages = [];
  for await (const page of paginateListServiceNetworks({ client: cloud.lattice(), pageSize: 2 }, {})) {
    pages.push(page.items?.map(({ name }) => name));
  }
  expect(pages).toEqual([["net-1", "net-2"], ["net-3"]]);
});

test("another account's id does not exist, whatever it holds", async () => {
  const { id } = await cloud.lattice(NETWORK).send(new CreateServiceNetworkCommand({ name: "internal" }));
  await expect(
    cloud.lattice(ORDERS).send(new GetServiceNetworkCommand({ serviceNetworkIdentifier: id })),
  ).rejects.toThrow(ResourceNotFoundException);
});

test("the same client token gives the same network; with other parameters it is a conflict", async () => {
  const first = await cloud.lattice().send(new CreateServiceNetworkCommand({ name: "internal", clientToken: "t1" }));
  const again = await cloud.lattice().send(new CreateServiceNetworkCommand({ name: "internal", clientToken: "t1" }));
  expect(again.id).toBe(first.id);
  await expect(
    cloud.lattice().send(new CreateServiceNetworkCommand({ name: "other-1", clientToken: "t1" })),
  ).rejects.toThrow(ConflictException);
});
