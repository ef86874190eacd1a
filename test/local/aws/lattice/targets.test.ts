import {
  CreateTargetGroupCommand,
  DeregisterTargetsCommand,
  ListTargetsCommand,
  RegisterTargetsCommand,
  ServiceQuotaExceededException,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, ORDERS, startLocalCloud } from "../local-cloud";
import { forward, makeListener, makeRule, makeService, makeTargetGroup } from "./fixtures";

let cloud: LocalCloud;
afterEach(() => cloud.stop());

const FUNCTION = `arn:aws:lambda:us-east-1:${NETWORK}:function:orders:live`;

/** A Lambda target group with the function registered, and what ListTargets says of it. */
async function registered() {
  const client = cloud.lattice();
  const { id: targetGroupIdentifier } = await makeTargetGroup(client);
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier, targets: [{ id: FUNCTION }] }));
  const list = async () =>
    (await client.send(new ListTargetsCommand({ targetGroupIdentifier, targets: [{ id: FUNCTION }] }))).items;
  const deregister = () =>
    client.send(new DeregisterTargetsCommand({ targetGroupIdentifier, targets: [{ id: FUNCTION }] }));
  return { client, targetGroupIdentifier, list, deregister };
}

test("a function is unused until a rule forwards to it, and never health checked", async () => {
  cloud = await startLocalCloud();
  const { client, targetGroupIdentifier, list } = await registered();
  expect(await list()).toEqual([{ id: FUNCTION, status: "UNUSED", reasonCode: "TargetGroupNotInUse" }]);
  const service = await makeService(client);
  await makeRule(client, service.id, (await makeListener(client, service.id)).id, 10, forward(targetGroupIdentifier));
  expect(await list()).toEqual([{ id: FUNCTION, status: "UNAVAILABLE", reasonCode: "HealthCheckNotSupported" }]);
});

test("a deregistered target drains, then is gone", async () => {
  cloud = await startLocalCloud({ lattice: { delays: { deregistration: 500 } } });
  const { list, deregister } = await registered();
  expect(await deregister()).toMatchObject({ successful: [{ id: FUNCTION }], unsuccessful: [] });
  expect(await list()).toMatchObject([{ status: "DRAINING" }]);
  cloud.pass(500);
  expect(await list()).toEqual([]);
  expect((await deregister()).unsuccessful).toMatchObject([{ id: FUNCTION, failureCode: "TargetNotFound" }]);
});

test("told to linger, it keeps its status, over which the AWS provider stumbles", async () => {
  cloud = await startLocalCloud({ lattice: { deregisteredTarget: "LINGERING", delays: { deregistration: 500 } } });
  const { list, deregister } = await registered();
  await deregister();
  expect(await list()).toMatchObject([{ status: "UNUSED", reasonCode: "TargetGroupNotInUse" }]);
  cloud.pass(500);
  expect(await list()).toEqual([]);
});

test("registered again while it drains, it stays", async () => {
  cloud = await startLocalCloud({ lattice: { delays: { deregistration: 500 } } });
  const { client, targetGroupIdentifier, list, deregister } = await registered();
  await deregister();
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier, targets: [{ id: FUNCTION }] }));
  cloud.pass(500);
  expect(await list()).toMatchObject([{ id: FUNCTION, status: "UNUSED" }]);
});

test("one function to a target group", async () => {
  cloud = await startLocalCloud();
  const { client, targetGroupIdentifier } = await registered();
  const second = new RegisterTargetsCommand({ targetGroupIdentifier, targets: [{ id: `${FUNCTION}-2` }] });
  await expect(client.send(second)).rejects.toThrow(ServiceQuotaExceededException);
});

test.each([
  ["another account's function", { id: FUNCTION.replace(NETWORK, ORDERS) }],
  ["another Region's function", { id: FUNCTION.replace("us-east-1", "eu-west-1") }],
  ["something that is no function", { id: "10.0.0.1" }],
  ["a function with a port", { id: FUNCTION, port: 80 }],
])("%s is refused", async (_what, target) => {
  cloud = await startLocalCloud();
  const { client, targetGroupIdentifier } = await registered();
  await expect(client.send(new RegisterTargetsCommand({ targetGroupIdentifier, targets: [target] }))).rejects.toThrow(
    ValidationException,
  );
});

/** A target group of another type, and what registers targets with it. */
async function groupOf(type: "IP" | "INSTANCE" | "ALB", ipAddressType?: "IPV6") {
  cloud = await startLocalCloud();
  const client = cloud.lattice();
  const config = { port: 443, protocol: "HTTPS" as const, vpcIdentifier: "vpc-0a1b2c3d4e5f60718", ipAddressType };
  const { id: targetGroupIdentifier } = await client.send(new CreateTargetGroupCommand({ name: "web", type, config }));
  const register = (...targets: { id: string; port?: number }[]) =>
    client.send(new RegisterTargetsCommand({ targetGroupIdentifier, targets }));
  const list = async () => (await client.send(new ListTargetsCommand({ targetGroupIdentifier }))).items ?? [];
  return { register, list };
}

const LOAD_BALANCER = `arn:aws:elasticloadbalancing:us-east-1:${NETWORK}:loadbalancer/app/web/0123456789abcdef`;

test.each([
  ["IP", undefined, "nope", "must be an IPv4 address"],
  ["IP", undefined, "fd00::1", "must be an IPv4 address"],
  ["IP", undefined, "8.8.8.8", "must not be a publicly routable address"],
  ["IP", undefined, "169.254.169.254", "must not be a publicly routable address"],
  ["IP", undefined, "i-0a1b2c3d4e5f60718", "must be an IPv4 address"],
  ["IP", "IPV6", "10.0.0.1", "must be an IPv6 address of a subnet"],
  ["IP", "IPV6", "fe80::1", "must be an IPv6 address of a subnet"],
  ["INSTANCE", undefined, "10.0.0.1", "must be the id of an instance"],
  ["INSTANCE", undefined, "i-1", "must be the id of an instance"],
  ["ALB", undefined, "i-1", "must be the ARN of an Application Load Balancer"],
  ["ALB", undefined, LOAD_BALANCER.replace("/app/", "/net/"), "must be the ARN of an Application Load Balancer"],
  ["ALB", undefined, LOAD_BALANCER.replace(NETWORK, ORDERS), `must be in account ${NETWORK} and Region us-east-1`],
] as const)("a target group of type %s %s does not take %s", async (type, ipAddressType, id, message) => {
  const { register, list } = await groupOf(type, ipAddressType);
  const error = await register({ id }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList).toEqual([{ name: "targets.0.id", message: expect.stringContaining(message) }]);
  expect(await list()).toEqual([]);
});

test.each([
  ["IP", undefined, ["10.0.0.1", "172.31.255.1", "192.168.1.1", "100.64.0.1", "198.19.0.9"]],
  ["IP", "IPV6", ["2600:1f18::1"]],
  ["INSTANCE", undefined, ["i-0a1b2c3d4e5f60718", "i-0a1b2c3d"]],
  ["ALB", undefined, [LOAD_BALANCER]],
] as const)("a target group of type %s %s takes %s", async (type, ipAddressType, ids) => {
  const { register, list } = await groupOf(type, ipAddressType);
  const targets = ids.map((id) => ({ id, port: 443 }));
  expect(await register(...ids.map((id) => ({ id })))).toMatchObject({ successful: targets, unsuccessful: [] });
  expect(await list()).toMatchObject(targets);
});

test("a target is its id and its port: named twice in a call it is one", async () => {
  const { register, list } = await groupOf("IP");
  const id = "10.0.0.1";
  const { successful } = await register({ id }, { id, port: 443 }, { id, port: 8443 }, { id, port: 8443 });
  expect(successful).toEqual([
    { id, port: 443 },
    { id, port: 8443 },
  ]);
  expect((await list()).map(({ port }) => port)).toEqual([443, 8443]);
});
