import { GetResourceSharesCommand } from "@aws-sdk/client-ram";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import {
  CreateServiceNetworkCommand,
  InternalServerException,
  ListServiceNetworksCommand,
  ThrottlingException,
} from "@aws-sdk/client-vpc-lattice";
import { Credentials } from "../../../local/aws/accounts/credentials";
import { Faults, internalError, throttling } from "../../../local/aws/faults";
import { answer } from "../../../local/aws/gateway";
import { motoRequest } from "../../../local/aws/moto/neighbours";
import { Gate } from "../../support/gate";
import { type LocalCloud, NETWORK, ORDERS, startLocalCloud, stsClient } from "./local-cloud";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

test("throttling is 429 with Retry-After, for as often as it was asked", async () => {
  cloud.aws.faults.add(throttling({ service: "vpc-lattice", times: 1, retryAfterSeconds: 7 }));
  const error = await cloud
    .lattice()
    .send(new ListServiceNetworksCommand())
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ThrottlingException);
  expect(error).toMatchObject({ retryAfterSeconds: 7, $metadata: { httpStatusCode: 429 } });
  await expect(cloud.lattice().send(new ListServiceNetworksCommand())).resolves.toBeDefined();
});

test("a fault hits its operation and account only, until it is cleared", async () => {
  cloud.aws.faults.add(internalError({ service: "vpc-lattice", operation: "ListServiceNetworks", account: ORDERS }));
  await expect(cloud.lattice(ORDERS).send(new ListServiceNetworksCommand())).rejects.toThrow(InternalServerException);
  await expect(cloud.lattice(NETWORK).send(new ListServiceNetworksCommand())).resolves.toBeDefined();
  await expect(cloud.ram(ORDERS).send(new GetResourceSharesCommand({ resourceOwner: "SELF" }))).resolves.toBeDefined();
  cloud.aws.faults.clear();
  await expect(cloud.lattice(ORDERS).send(new ListServiceNetworksCommand())).resolves.toBeDefined();
});

test("an answer that is lost after the fact makes nothing twice: the SDK retries with its client token", async () => {
  cloud.aws.faults.add(internalError({ operation: "CreateServiceNetwork", times: 1, when: "after" }));
  const { id } = await cloud.lattice(NETWORK, 2).send(new CreateServiceNetworkCommand({ name: "internal" }));
  expect((await cloud.lattice().send(new ListServiceNetworksCommand())).items?.map((item) => item.id)).toEqual([id]);
});

test.each([
  ["before", 0],
  ["after", 1],
] as const)("held %s the fact, until the test lets it go on", async (when, made) => {
  const held = new Gate();
  cloud.aws.faults.add({ operation: "CreateServiceNetwork", times: 1, when, until: held.opened });
  let answered = false;
  const creating = cloud
    .lattice()
    .send(new CreateServiceNetworkCommand({ name: "internal" }))
    .finally(() => {
      answered = true;
    });
  while (cloud.aws.faults.waiting > 0) await new Promise(setImmediate);
  const { items } = await cloud.lattice().send(new ListServiceNetworksCommand());
  expect([items?.length, answered]).toEqual([made, false]);
  held.open();
  await expect(creating).resolves.toMatchObject({ name: "internal" });
});

test("a fault is waiting until the operation took effect, also one that is slow in moto", async () => {
  const moto = new Gate();
  const faults = new Faults([{ when: "after", times: 1, status: 500 }]);
  const credentials = new Credentials(Date.now);
  const request = motoRequest("ec2", "us-east-1", "POST", "/");
  credentials.add(request.scope?.accessKey ?? "", { account: NETWORK, arn: "arn", userId: "id" });
  const fallback = () => moto.opened.then(() => ({ status: 200, headers: {}, body: "" }));
  const answering = answer({ credentials, faults, checkTime: () => undefined, services: {}, fallback }, request);
  await new Promise(setImmediate);
  expect(faults.waiting).toBe(1);
  moto.open();
  expect([(await answering).status, faults.waiting]).toEqual([500, 0]);
});

test("STS fails in its own protocol", async () => {
  cloud.aws.faults.add({
    service: "sts",
    operation: "AssumeRole",
    status: 403,
    code: "AccessDenied",
    message: "Not today.",
  });
  const command = new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ORDERS}:role/deploy`, RoleSessionName: "test" });
  await expect(stsClient(cloud.aws).send(command)).rejects.toMatchObject({
    name: "AccessDenied",
    message: "Not today.",
  });
});

test("another process adds, sees and clears them", async () => {
  const send = (method: string, path: string, body?: string) =>
    fetch(`${cloud.aws.url}/_trellis/${path}`, { method, body });
  expect((await send("POST", "faults", JSON.stringify(throttling({ service: "vpc-lattice" })))).status).toBe(204);
  await expect(cloud.lattice().send(new ListServiceNetworksCommand())).rejects.toThrow(ThrottlingException);
  expect((await send("POST", "faults", "{")).status).toBe(400);
  expect((await send("DELETE", "faults")).status).toBe(204);
  const { id, arn } = await cloud.lattice().send(new CreateServiceNetworkCommand({ name: "internal" }));
  expect(id).toBeDefined();
  expect(await (await send("GET", "inventory")).json()).toEqual([
    { account: NETWORK, type: "AWS::VpcLattice::ServiceNetwork", id: arn },
  ]);
  expect((await send("GET", "nothing")).status).toBe(404);
});
