import {
  ConflictException,
  CreateAccessLogSubscriptionCommand,
  DeleteAccessLogSubscriptionCommand,
  GetAccessLogSubscriptionCommand,
  ListAccessLogSubscriptionsCommand,
  ResourceNotFoundException,
  UpdateAccessLogSubscriptionCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, startLocalCloud } from "../local-cloud";
import { type Made, makeService, makeServiceNetwork } from "./fixtures";

const LOGS = `arn:aws:logs:us-east-1:${NETWORK}:log-group:/aws/vendedlogs/internal`;

let cloud: LocalCloud;
let network: Made;
beforeEach(async () => {
  cloud = await startLocalCloud();
  network = await makeServiceNetwork(cloud.lattice());
});
afterEach(() => cloud.stop());

test("created, read, listed, updated, deleted", async () => {
  const client = cloud.lattice();
  const created = await client.send(
    new CreateAccessLogSubscriptionCommand({ resourceIdentifier: network.id, destinationArn: LOGS }),
  );
  expect(created).toMatchObject({
    resourceArn: network.arn,
    resourceId: network.id,
    serviceNetworkLogType: "SERVICE",
    destinationArn: LOGS,
  });
  const named = { accessLogSubscriptionIdentifier: created.id };
  await client.send(new UpdateAccessLogSubscriptionCommand({ ...named, destinationArn: `${LOGS}-2` }));
  expect((await client.send(new GetAccessLogSubscriptionCommand(named))).destinationArn).toBe(`${LOGS}-2`);
  expect(
    (await client.send(new ListAccessLogSubscriptionsCommand({ resourceIdentifier: network.arn }))).items,
  ).toHaveLength(1);
  await client.send(new DeleteAccessLogSubscriptionCommand(named));
  await expect(client.send(new GetAccessLogSubscriptionCommand(named))).rejects.toThrow(ResourceNotFoundException);
});

test("one per kind of log and of destination", async () => {
  const create = (destinationArn: string, serviceNetworkLogType?: "SERVICE" | "RESOURCE") =>
    cloud.lattice().send(
      new CreateAccessLogSubscriptionCommand({
        resourceIdentifier: network.id,
        destinationArn,
        serviceNetworkLogType,
      }),
    );
  await create(LOGS);
  await expect(create(`${LOGS}-2`)).rejects.toThrow(ConflictException);
  await create(LOGS, "RESOURCE");
  await create("arn:aws:s3:::acme-access-logs");
});

test("a service's subscription has no log type, and only log destinations are taken", async () => {
  const service = await makeService(cloud.lattice());
  const create = (destinationArn: string) =>
    cloud.lattice().send(new CreateAccessLogSubscriptionCommand({ resourceIdentifier: service.id, destinationArn }));
  expect((await create(LOGS)).serviceNetworkLogType).toBeUndefined();
  await expect(create(`arn:aws:sqs:us-east-1:${NETWORK}:queue`)).rejects.toThrow(ValidationException);
});
