import {
  ConflictException,
  CreateTargetGroupCommand,
  DeleteRuleCommand,
  DeleteTargetGroupCommand,
  GetTargetGroupCommand,
  ListTargetGroupsCommand,
  type ListTargetGroupsCommandInput,
  RegisterTargetsCommand,
  ResourceNotFoundException,
  UpdateTargetGroupCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, startLocalCloud } from "../local-cloud";
import { forward, makeListener, makeRule, makeService, makeTargetGroup } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({ lattice: { delays: { targetGroup: 1000 } } });
});
afterEach(() => cloud.stop());

const IP = { port: 443, protocol: "HTTPS" as const, vpcIdentifier: "vpc-0123456789abcdef0" };

test("a Lambda target group speaks event structure V1 unless told", async () => {
  const client = cloud.lattice();
  const created = await client.send(new CreateTargetGroupCommand({ name: "orders", type: "LAMBDA" }));
  expect(created).toMatchObject({ status: "CREATE_IN_PROGRESS", config: { lambdaEventStructureVersion: "V1" } });
  cloud.pass(1000);
  const read = await client.send(new GetTargetGroupCommand({ targetGroupIdentifier: created.arn }));
  expect(read).toMatchObject({ status: "ACTIVE", type: "LAMBDA", serviceArns: [] });
});

test("an IP target group gets AWS's health check, which can be updated", async () => {
  const client = cloud.lattice();
  const { id: targetGroupIdentifier } = await client.send(
    new CreateTargetGroupCommand({ name: "web", type: "IP", config: IP }),
  );
  const { config } = await client.send(
    new UpdateTargetGroupCommand({ targetGroupIdentifier, healthCheck: { path: "/up" } }),
  );
  expect(config).toMatchObject({
    ...IP,
    protocolVersion: "HTTP1",
    ipAddressType: "IPV4",
    healthCheck: { enabled: true, path: "/up", healthCheckIntervalSeconds: 30, matcher: { httpCode: "200" } },
  });
});

test("lists are filtered by type and VPC", async () => {
  const client = cloud.lattice();
  await makeTargetGroup(client, "function");
  await client.send(new CreateTargetGroupCommand({ name: "web", type: "IP", config: IP }));
  const listed = async (input: ListTargetGroupsCommandInput) =>
    (await client.send(new ListTargetGroupsCommand(input))).items?.map(({ name }) => name);
  expect(await listed({})).toEqual(["function", "web"]);
  expect(await listed({ targetGroupType: "LAMBDA" })).toEqual(["function"]);
  expect(await listed({ vpcIdentifier: IP.vpcIdentifier })).toEqual(["web"]);
});

test("it is deleted when created, unused and empty, and not before", async () => {
  const client = cloud.lattice();
  const group = await makeTargetGroup(client);
  const remove = () => client.send(new DeleteTargetGroupCommand({ targetGroupIdentifier: group.id }));
  await expect(remove()).rejects.toThrow("is being created");
  cloud.pass(1000);
  const service = await makeService(client);
  const listener = await makeListener(client, service.id);
  const rule = await makeRule(client, service.id, listener.id, 10, forward(group.id));
  await expect(remove()).rejects.toThrow(ConflictException);
  expect((await client.send(new GetTargetGroupCommand({ targetGroupIdentifier: group.id }))).serviceArns).toEqual([
    service.arn,
  ]);

  await client.send(
    new DeleteRuleCommand({ serviceIdentifier: service.id, listenerIdentifier: listener.id, ruleIdentifier: rule.id }),
  );
  expect(await remove()).toMatchObject({ status: "DELETE_IN_PROGRESS" });
  cloud.pass(1000);
  await expect(remove()).rejects.toThrow(ResourceNotFoundException);
});

test("registered targets keep it", async () => {
  const client = cloud.lattice();
  const { id: targetGroupIdentifier } = await makeTargetGroup(client);
  cloud.pass(1000);
  await client.send(
    new RegisterTargetsCommand({
      targetGroupIdentifier,
      targets: [{ id: `arn:aws:lambda:us-east-1:${NETWORK}:function:fn` }],
    }),
  );
  await expect(client.send(new DeleteTargetGroupCommand({ targetGroupIdentifier }))).rejects.toThrow(
    "has registered targets",
  );
});

test.each([
  [
    "a Lambda target group with a port and a VPC",
    { type: "LAMBDA" as const, config: { port: 80, vpcIdentifier: IP.vpcIdentifier } },
    ["config.port", "config.vpcIdentifier"],
  ],
  [
    "an IP target group without a configuration",
    { type: "IP" as const },
    ["config.port", "config.protocol", "config.vpcIdentifier"],
  ],
  [
    "an IP target group with an event structure",
    { type: "IP" as const, config: { ...IP, lambdaEventStructureVersion: "V2" as const } },
    ["config.lambdaEventStructureVersion"],
  ],
  ["a name like an id", { name: "tg-1", type: "LAMBDA" as const }, ["name"]],
])("%s is refused, every field at once", async (_what, wrong, fields) => {
  const error = await cloud
    .lattice()
    .send(new CreateTargetGroupCommand({ name: "orders", ...wrong }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList.map(({ name }: { name: string }) => name)).toEqual(fields);
});
