import {
  BatchUpdateRuleCommand,
  ConflictException,
  CreateRuleCommand,
  DeleteRuleCommand,
  GetRuleCommand,
  ListRulesCommand,
  type RuleMatch,
  ServiceQuotaExceededException,
  UpdateRuleCommand,
  ValidationException,
  type VPCLatticeClient,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, present, startLocalCloud } from "../local-cloud";
import { forward, makeListener, makeRule, makeService, makeTargetGroup, NOT_FOUND } from "./fixtures";

let cloud: LocalCloud;
let client: VPCLatticeClient;
let names: { serviceIdentifier: string; listenerIdentifier: string };
beforeEach(async () => {
  cloud = await startLocalCloud();
  client = cloud.lattice();
  const service = await makeService(client);
  names = { serviceIdentifier: service.id, listenerIdentifier: (await makeListener(client, service.id)).id };
});
afterEach(() => cloud.stop());

test("a rule keeps what it matches, with AWS's defaults filled in", async () => {
  const match: RuleMatch = {
    httpMatch: {
      method: "GET",
      pathMatch: { match: { prefix: "/orders" } },
      headerMatches: [{ name: "x-v", match: { contains: "1" }, caseSensitive: true }],
    },
  };
  const group = await makeTargetGroup(client);
  const { id } = await client.send(
    new CreateRuleCommand({ ...names, name: "orders", priority: 10, match, action: forward(group.id) }),
  );
  const read = await client.send(new GetRuleCommand({ ...names, ruleIdentifier: id }));
  expect(read).toMatchObject({ name: "orders", priority: 10, isDefault: false, action: forward(group.id) });
  expect(read.match).toEqual({
    httpMatch: { ...match.httpMatch, pathMatch: { match: { prefix: "/orders" }, caseSensitive: false } },
  });
});

test("an update with nothing in it changes nothing, as the AWS provider sends for a new priority", async () => {
  const { id } = await makeRule(client, names.serviceIdentifier, names.listenerIdentifier, 10);
  await client.send(new UpdateRuleCommand({ ...names, ruleIdentifier: id }));
  expect(await client.send(new GetRuleCommand({ ...names, ruleIdentifier: id }))).toMatchObject({ priority: 10 });
});

test("priorities and names are unique per listener", async () => {
  const first = await makeRule(client, names.serviceIdentifier, names.listenerIdentifier, 10);
  await makeRule(client, names.serviceIdentifier, names.listenerIdentifier, 20);
  await expect(
    client.send(new UpdateRuleCommand({ ...names, ruleIdentifier: first.id, priority: 20 })),
  ).rejects.toThrow(ConflictException);
  const match = { httpMatch: { method: "GET" } };
  await expect(
    client.send(new CreateRuleCommand({ ...names, name: "route-10", priority: 30, match, action: NOT_FOUND })),
  ).rejects.toThrow(ConflictException);
  await expect(
    client.send(new CreateRuleCommand({ ...names, name: "fresh", priority: 10, match, action: NOT_FOUND })),
  ).rejects.toThrow(ConflictException);
});

test("a batch swaps priorities, and says which of its rules it could not change", async () => {
  const [a, b, c] = [await rule(10), await rule(20), await rule(30)];
  const swapped = await client.send(
    new BatchUpdateRuleCommand({
      ...names,
      rules: [
        { ruleIdentifier: a.id, priority: 20 },
        { ruleIdentifier: b.id, priority: 10 },
      ],
    }),
  );
  expect(swapped.unsuccessful).toEqual([]);
  expect(swapped.successful?.map(({ id, priority }) => [id, priority])).toEqual([
    [a.id, 20],
    [b.id, 10],
  ]);

  const chained = await client.send(
    new BatchUpdateRuleCommand({
      ...names,
      rules: [
        { ruleIdentifier: b.id, priority: 20 },
        { ruleIdentifier: a.id, priority: 30 },
        { ruleIdentifier: "rule-00000000000000000", priority: 1 },
      ],
    }),
  );
  expect(chained.successful).toEqual([]);
  expect(chained.unsuccessful?.map(({ failureCode }) => failureCode).sort()).toEqual([
    "ConflictException",
    "ConflictException",
    "ResourceNotFoundException",
  ]);
  expect(await client.send(new GetRuleCommand({ ...names, ruleIdentifier: c.id }))).toMatchObject({ priority: 30 });
});

test("the default rule is read, and neither changed nor deleted", async () => {
  const { items } = await client.send(new ListRulesCommand(names));
  const ruleIdentifier = present(items?.find(({ isDefault }) => isDefault)?.id);
  expect(await client.send(new GetRuleCommand({ ...names, ruleIdentifier }))).toMatchObject({
    isDefault: true,
    action: NOT_FOUND,
  });
  await expect(client.send(new UpdateRuleCommand({ ...names, ruleIdentifier, action: NOT_FOUND }))).rejects.toThrow(
    ValidationException,
  );
  await expect(client.send(new DeleteRuleCommand({ ...names, ruleIdentifier }))).rejects.toThrow(ValidationException);
});

test("ten rules and ten target groups, and not one more", async () => {
  for (let priority = 1; priority <= 10; priority += 1) {
    await rule(priority, forward((await makeTargetGroup(client, `group-${priority}`)).id));
  }
  await expect(rule(11)).rejects.toThrow(ServiceQuotaExceededException);
  const eleventh = await makeTargetGroup(client, "group-11");
  const error = await client
    .send(
      new UpdateRuleCommand({
        ...names,
        ruleIdentifier: await idOfRule(1),
        action: forward(await idOfGroupOfRule(1), eleventh.id),
      }),
    )
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ServiceQuotaExceededException);
  expect(error.quotaCode).toBe("L-3DEC3B9F");
});

test("a target group serves one service", async () => {
  const group = await makeTargetGroup(client);
  await rule(10, forward(group.id));
  const other = await makeService(client, "other");
  const listener = await makeListener(client, other.id);
  await expect(makeRule(client, other.id, listener.id, 10, forward(group.id))).rejects.toThrow(ConflictException);
});

test.each([
  [
    "a path without a slash",
    { match: { httpMatch: { pathMatch: { match: { prefix: "no-slash" } } } } },
    "match.httpMatch.pathMatch.match.prefix",
  ],
  [
    "a path with a wildcard",
    { match: { httpMatch: { pathMatch: { match: { exact: "/a/*" } } } } },
    "match.httpMatch.pathMatch.match.exact",
  ],
  ["nothing to match", { match: { httpMatch: {} } }, "match.httpMatch"],
  ["priority 0", { priority: 0 }, "priority"],
  ["priority 2001", { priority: 2001 }, "priority"],
  ["a name like an id", { name: "rule-1" }, "name"],
  [
    "a weight over 999",
    { action: { forward: { targetGroups: [{ targetGroupIdentifier: "tg-00000000000000000", weight: 1000 }] } } },
    "action.forward.targetGroups.0.weight",
  ],
  [
    "two target groups without weights",
    {
      action: {
        forward: {
          targetGroups: [
            { targetGroupIdentifier: "tg-00000000000000000" },
            { targetGroupIdentifier: "tg-00000000000000001" },
          ],
        },
      },
    },
    "action.forward.targetGroups",
  ],
])("%s is refused", async (_what, wrong, field) => {
  const input = {
    ...names,
    name: "orders",
    priority: 10,
    match: { httpMatch: { method: "GET" } },
    action: NOT_FOUND,
    ...wrong,
  };
  const error = await client.send(new CreateRuleCommand(input)).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList.map(({ name }: { name: string }) => name)).toEqual([field]);
});

function rule(priority: number, action = NOT_FOUND) {
  return makeRule(client, names.serviceIdentifier, names.listenerIdentifier, priority, action);
}

async function idOfRule(priority: number): Promise<string> {
  const { items } = await client.send(new ListRulesCommand(names));
  return present(items?.find((item) => item.priority === priority)?.id);
}

async function idOfGroupOfRule(priority: number): Promise<string> {
  const { action } = await client.send(new GetRuleCommand({ ...names, ruleIdentifier: await idOfRule(priority) }));
  return present(action?.forward?.targetGroups?.[0]?.targetGroupIdentifier);
}
