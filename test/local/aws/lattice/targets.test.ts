import {
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
