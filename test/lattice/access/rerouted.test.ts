import { compareAccess } from "../../../lattice/access/compare";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { makeEstate } from "../decide/estate";

const ARN = "arn:aws:lambda:us-west-2:222222222222:function:";
const lambda = (name: string) => ({
  id: name,
  arn: ARN + name,
  name,
  account: "222222222222",
  securityGroups: [],
});
const answered = (...targets: readonly object[]) =>
  indexEstate(makeEstate({ "targetGroups.0.targets": targets, functions: [lambda("orders"), lambda("admin")] }));
const byFunction = (name: string) => ({ id: "t", target: `${ARN}${name}:live`, function: name });
const registered = (target: unknown) => ({ id: "t", target });

test("another target in the same target group reroutes", () => {
  const { changes, widens } = compareAccess(answered(byFunction("orders")), answered(byFunction("admin")));
  expect(widens).toBe(false);
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["rerouted"]));
  expect(changes[0]?.before).toMatch(/^allowed, to .*\(orders\)$/);
  expect(changes[0]?.after).toMatch(/^allowed, to .*\(admin\)$/);
});

test("targets that were not read are known as they are registered", () => {
  const kinds = (...pair: readonly [string, string]) =>
    compareAccess(answered(registered(pair[0])), answered(registered(pair[1]))).changes.map(({ kind }) => kind);
  expect(kinds("10.0.0.1", "10.0.0.2")).toContain("rerouted");
  expect(kinds("10.0.0.1", "10.0.0.1")).toEqual([]);
});

test("the order of targets, and one that nobody knows, change nothing", () => {
  const unknown = { kind: "unknown", type: "string", reason: "known after apply", origin: { file: "", address: "" } };
  const [one, two] = [registered("10.0.0.1"), registered("10.0.0.2")];
  expect(compareAccess(answered(one, two), answered(two, one)).changes).toEqual([]);
  expect(compareAccess(answered(one), answered(one, registered(unknown))).changes).toEqual([]);
});
