import {
  CreateServiceCommand,
  DeleteAuthPolicyCommand,
  DeleteServiceCommand,
  DeregisterTargetsCommand,
  PutAuthPolicyCommand,
  RegisterTargetsCommand,
  UpdateListenerCommand,
  UpdateServiceCommand,
  UpdateServiceNetworkCommand,
  type VPCLatticeClient,
} from "@aws-sdk/client-vpc-lattice";
import type { LatticeStore } from "../../../local/aws/lattice/store";
import { Watch } from "../../../rehearsal/watch/watch";
import {
  forward,
  type Made,
  makeListener,
  makeService,
  makeServiceNetwork,
  makeTargetGroup,
} from "../../local/aws/lattice/fixtures";
import { type LocalCloud, present, startLocalCloud } from "../../local/aws/local-cloud";

let cloud: LocalCloud;
let client: VPCLatticeClient;
let service: Made;
let network: Made;
let group: Made;
let listener: Made;
const target = { id: "arn:aws:lambda:us-east-1:111111111111:function:orders" };

beforeEach(async () => {
  cloud = await startLocalCloud();
  client = cloud.lattice();
  network = await makeServiceNetwork(client);
  await client.send(new UpdateServiceNetworkCommand({ serviceNetworkIdentifier: network.id, authType: "AWS_IAM" }));
  service = await makeService(client);
  await client.send(new UpdateServiceCommand({ serviceIdentifier: service.id, authType: "AWS_IAM" }));
  await put(service, "old");
  await put(network, "old");
  group = await makeTargetGroup(client);
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier: group.id, targets: [target] }));
  listener = await makeListener(client, service.id);
  await sendTo(group);
});
afterEach(() => cloud.stop());

/** Statements differ by who they let in. */
async function put({ arn }: Made, organization: string): Promise<void> {
  const Condition = { StringEquals: { "aws:PrincipalOrgID": organization } };
  const statement = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*", Condition };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await client.send(new PutAuthPolicyCommand({ resourceIdentifier: arn, policy }));
}

async function take({ arn }: Made): Promise<void> {
  await client.send(new DeleteAuthPolicyCommand({ resourceIdentifier: arn }));
}

async function sendTo(made: Made): Promise<void> {
  const named = { serviceIdentifier: service.id, listenerIdentifier: listener.id };
  await client.send(new UpdateListenerCommand({ ...named, defaultAction: forward(made.id) }));
}

async function deregister(made: Made): Promise<void> {
  await client.send(new DeregisterTargetsCommand({ targetGroupIdentifier: made.id, targets: [target] }));
}

test("a policy that is replaced by another in one request is never missed", async () => {
  const watch = new Watch(cloud.aws);
  await put(service, "new");
  await put(network, "new");
  expect(watch.end()).toEqual({ states: 2, problems: [] });
});

test.each([
  ["a service", () => service, "service orders"],
  ["a network", () => network, "network internal"],
])("the policy of %s that is deleted and put again leaves a gap", async (_, made, name) => {
  const watch = new Watch(cloud.aws);
  await take(made());
  await put(made(), "new");
  expect(watch.end().problems).toEqual([`${name} had no auth policy after DeleteAuthPolicy`]);
});

test("authorization that is switched off and on again leaves a gap", async () => {
  const watch = new Watch(cloud.aws);
  await client.send(new UpdateServiceCommand({ serviceIdentifier: service.id, authType: "NONE" }));
  await client.send(new UpdateServiceCommand({ serviceIdentifier: service.id, authType: "AWS_IAM" }));
  expect(watch.end().problems).toEqual(["service orders had auth type NONE after UpdateService"]);
});

test("a policy that is neither the old one nor the new one is seen", async () => {
  const watch = new Watch(cloud.aws);
  await put(service, "between");
  await put(service, "new");
  expect(watch.end().problems).toEqual([
    "service orders had neither its old nor its new auth policy after PutAuthPolicy",
  ]);
});

test("a service that is made anew under its name was gone for a moment", async () => {
  const other = await makeService(client, "payments");
  await client.send(new UpdateServiceCommand({ serviceIdentifier: other.id, authType: "AWS_IAM" }));
  await put(other, "old");
  const watch = new Watch(cloud.aws);
  await client.send(new DeleteServiceCommand({ serviceIdentifier: other.id }));
  cloud.pass(1000);
  const { arn } = await client.send(new CreateServiceCommand({ name: "payments", authType: "AWS_IAM" }));
  await put({ id: "", arn: present(arn) }, "old");
  expect(watch.end().problems).toEqual([
    "service payments was gone after DeleteService",
    "service payments was gone after time",
    "service payments had no auth policy after CreateService",
  ]);
});

test("a service that comes and one that goes are not held to have a policy all the time", async () => {
  const going = await makeService(client, "payments");
  const watch = new Watch(cloud.aws);
  await makeService(client, "parcels");
  await client.send(new DeleteServiceCommand({ serviceIdentifier: going.id }));
  await client.send(new DeleteServiceCommand({ serviceIdentifier: service.id }));
  expect(watch.end().problems).toEqual([]);
});

test("requests move to another target group without a moment in which they have no target", async () => {
  const watch = new Watch(cloud.aws);
  const next = await makeTargetGroup(client, "orders-v2");
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier: next.id, targets: [target] }));
  await sendTo(next);
  await deregister(group);
  expect(watch.end().problems).toEqual([]);
});

test("requests that are sent to a target group before it has its target are seen", async () => {
  const watch = new Watch(cloud.aws);
  const next = await makeTargetGroup(client, "orders-v2");
  await sendTo(next);
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier: next.id, targets: [target] }));
  expect(watch.end().problems).toEqual([
    `service orders, https, default sent requests to ${next.id}, which had no target after UpdateListener`,
  ]);
});

test("requests that are sent to a target group that has lost its target are seen", async () => {
  const watch = new Watch(cloud.aws);
  await deregister(group);
  const next = await makeTargetGroup(client, "orders-v2");
  await client.send(new RegisterTargetsCommand({ targetGroupIdentifier: next.id, targets: [target] }));
  await sendTo(next);
  expect(watch.end().problems).toContain(
    `service orders, https, default sent requests to ${group.id}, which had no target after DeregisterTargets`,
  );
});

/** VPC Lattice itself refuses to delete a group that is in use, so the gap is planted behind its back. */
test("requests that are sent to a target group that is gone are seen", async () => {
  let store: LatticeStore | undefined;
  cloud.aws.observe((held) => {
    store = held;
  })();
  const watch = new Watch(cloud.aws);
  store?.targetGroups.delete(group.id);
  await put(service, "new");
  expect(watch.end().problems).toEqual([
    `service orders, https, default sent requests to ${group.id}, which was gone after PutAuthPolicy`,
  ]);
});
