import platform from "../../example";
import { changes } from "../../rehearsal/changes";
import { checked } from "../../rehearsal/checked";
import { foreignTo } from "../../rehearsal/foreign";
import { replaceTexts } from "../../rehearsal/replace-texts";

test("every change is one that the declaration allows, and changes something", () => {
  changes.reduce((before, { declare, edit }) => {
    const after = checked(declare(before));
    if (edit === undefined) expect(after).not.toEqual(before);
    return after;
  }, platform);
});

test("what the example takes for granted is found, and none of it is left when it is replaced", () => {
  const foreign = foreignTo(platform);
  expect(foreign.vpcs.map(({ id }) => id)).toEqual([
    "vpc-0f1e2d3c4b5a69788",
    "vpc-0a1b2c3d4e5f60718",
    "vpc-0de90de90de90de90",
    "vpc-0c0ffee0c0ffee0c0",
  ]);
  expect(foreign.zones.map(({ id }) => id)).toEqual(["Z0123456789ABCDEFGHIJ"]);
  expect(foreign.roles).toEqual([
    "arn:aws:iam::666666666666:role/dispatch",
    "arn:aws:iam::444444444444:role/sorter",
    "arn:aws:iam::555555555555:role/reports",
  ]);
  expect(foreign.functions).toEqual(["arn:aws:lambda:eu-west-1:444444444444:function:tracking:live"]);
  const inVpcs = foreign.vpcs.flatMap((vpc) => [
    vpc.id,
    ...vpc.subnetIds,
    ...vpc.securityGroupIds,
    ...vpc.loadBalancerArns,
  ]);
  const ids = [...inVpcs, ...foreign.zones.map(({ id }) => id)];
  const replaced = JSON.stringify(replaceTexts(platform, new Map(ids.map((id) => [id, "made"]))));
  expect(ids.filter((id) => replaced.includes(id))).toEqual([]);
});

test("no change takes a policy away from a service that stays", () => {
  const moves = changes.flatMap((change) => change.moves);
  const withdrawn = moves.filter((line) => /: (?!create|update)\w+ aws_vpclattice_auth_policy/.test(line));
  expect(withdrawn).toHaveLength(1);
  for (const line of withdrawn) {
    expect(moves).toContain(line.replace("_auth_policy", "_service").replace(/_auth$/, ""));
  }
});
