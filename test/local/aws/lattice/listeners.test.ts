import {
  ConflictException,
  CreateListenerCommand,
  DeleteListenerCommand,
  GetListenerCommand,
  ListListenersCommand,
  ListRulesCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  UpdateListenerCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { forward, makeListener, makeRule, makeService, makeTargetGroup, NOT_FOUND } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

test("a listener has the protocol's port and a default rule", async () => {
  const client = cloud.lattice();
  const { id: serviceIdentifier, arn: serviceArn } = await makeService(client);
  const created = await client.send(
    new CreateListenerCommand({ serviceIdentifier, name: "web", protocol: "HTTP", defaultAction: NOT_FOUND }),
  );
  expect(created).toMatchObject({
    port: 80,
    serviceArn,
    serviceId: serviceIdentifier,
    arn: `${serviceArn}/listener/${created.id}`,
  });
  const { items } = await client.send(new ListRulesCommand({ serviceIdentifier, listenerIdentifier: created.id }));
  expect(items).toMatchObject([{ isDefault: true, name: "default" }]);
});

test("the default action changes, and nothing else does", async () => {
  const client = cloud.lattice();
  const { id: serviceIdentifier } = await makeService(client);
  const { id: listenerIdentifier } = await makeListener(client, serviceIdentifier);
  const group = await makeTargetGroup(client);
  await client.send(
    new UpdateListenerCommand({
      serviceIdentifier,
      listenerIdentifier,
      defaultAction: { forward: { targetGroups: [{ targetGroupIdentifier: group.arn }] } },
    }),
  );
  const read = await client.send(new GetListenerCommand({ serviceIdentifier, listenerIdentifier }));
  expect(read.defaultAction).toEqual({ forward: { targetGroups: [{ targetGroupIdentifier: group.id, weight: 100 }] } });
});

test("a listener takes its rules with it", async () => {
  const client = cloud.lattice();
  const { id: serviceIdentifier } = await makeService(client);
  const { id: listenerIdentifier } = await makeListener(client, serviceIdentifier);
  await makeRule(client, serviceIdentifier, listenerIdentifier, 10);
  await client.send(new DeleteListenerCommand({ serviceIdentifier, listenerIdentifier }));
  await expect(client.send(new GetListenerCommand({ serviceIdentifier, listenerIdentifier }))).rejects.toThrow(
    ResourceNotFoundException,
  );
  expect((await cloud.aws.inventory()).map(({ type }) => type)).toEqual(["AWS::VpcLattice::Service"]);
});

test("two listeners, each with its own name and port", async () => {
  const client = cloud.lattice();
  const { id } = await makeService(client);
  await makeListener(client, id, "one", 443);
  await expect(makeListener(client, id, "one", 8443)).rejects.toThrow(ConflictException);
  await expect(makeListener(client, id, "two", 443)).rejects.toThrow(ConflictException);
  await makeListener(client, id, "two", 8443);
  await expect(makeListener(client, id, "three", 9443)).rejects.toThrow(ServiceQuotaExceededException);
  expect((await client.send(new ListListenersCommand({ serviceIdentifier: id }))).items).toHaveLength(2);
});

test.each([
  [
    "a fixed response that is neither 404 nor 500",
    { defaultAction: { fixedResponse: { statusCode: 403 } } },
    "defaultAction.fixedResponse.statusCode",
  ],
  ["a name like an id", { name: "listener-1" }, "name"],
  ["a port out of range", { port: 70_000 }, "port"],
])("%s is refused", async (_what, wrong, field) => {
  const { id: serviceIdentifier } = await makeService(cloud.lattice());
  const input = { serviceIdentifier, name: "https", protocol: "HTTPS" as const, defaultAction: NOT_FOUND, ...wrong };
  const error = await cloud
    .lattice()
    .send(new CreateListenerCommand(input))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList.map(({ name }: { name: string }) => name)).toEqual([field]);
});

test("TLS passthrough needs a custom domain name and forwards to TCP only", async () => {
  const client = cloud.lattice();
  const passthrough = (serviceIdentifier: string, targetGroup: string) =>
    client.send(
      new CreateListenerCommand({
        serviceIdentifier,
        name: "tls",
        protocol: "TLS_PASSTHROUGH",
        defaultAction: forward(targetGroup),
      }),
    );
  const lambda = await makeTargetGroup(client);
  await expect(passthrough((await makeService(client)).id, lambda.id)).rejects.toThrow("custom domain name");
  await expect(passthrough((await makeService(client, "pay", "pay.acme.internal")).id, lambda.id)).rejects.toThrow(
    "TCP",
  );
});
