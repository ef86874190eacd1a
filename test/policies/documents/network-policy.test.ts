import { type NetworkPolicyProps, networkPolicy } from "../../../policies/documents/network-policy";
import { allows } from "./matcher";

const closed: NetworkPolicyProps = { organizationId: undefined, accountIds: [], anonymous: false, statements: [] };
const member = { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:PrincipalAccount": "222222222222" };
const stranger = { "aws:PrincipalOrgID": "o-0000000000", "aws:PrincipalAccount": "666666666666" };
const anonymous = { "aws:PrincipalType": "Anonymous" };

it.each<[name: string, props: Partial<NetworkPolicyProps>, member: boolean, stranger: boolean, anonymous: boolean]>([
  ["nobody", {}, false, false, false],
  ["the organization", { organizationId: "o-a1b2c3d4e5" }, true, false, false],
  ["accounts by id", { accountIds: ["666666666666", "777777777777"] }, false, true, false],
  ["both", { organizationId: "o-a1b2c3d4e5", accountIds: ["666666666666"] }, true, true, false],
  ["unsigned requests", { organizationId: "o-a1b2c3d4e5", anonymous: true }, true, false, true],
])("lets in %s", (_, props, ...expected) => {
  const policy = networkPolicy({ ...closed, ...props });
  const admitted = [member, stranger, anonymous].map((keys) => allows(policy, { resource: "arn:any/path", keys }));
  expect(admitted).toEqual(expected);
});

it("keeps unsigned requests out with a deny that no other statement can lift", () => {
  const everybody = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" } as const;
  const policy = networkPolicy({ ...closed, statements: [everybody] });
  expect(allows(policy, { resource: "arn:any/path", keys: anonymous })).toBe(false);
  expect(allows(policy, { resource: "arn:any/path", keys: stranger })).toBe(true);
});

it("puts the declaration's statements behind the baseline, word for word", () => {
  const deny = {
    Sid: "NoDeletes",
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: ["vpc-lattice-svcs:Invoke"],
    Resource: "*",
    Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "DELETE" } },
  } as const;
  const policy = networkPolicy({ ...closed, organizationId: "o-a1b2c3d4e5", statements: [deny] });
  expect(policy.Statement.at(-1)).toEqual(deny);
  const deleting = { ...member, "vpc-lattice-svcs:RequestMethod": "DELETE" };
  expect(allows(policy, { resource: "arn:any/path", keys: deleting })).toBe(false);
});
