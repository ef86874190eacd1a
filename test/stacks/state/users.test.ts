import { definePlatformFrom, type Platform, s3State } from "../../../declaration";
import type { PolicyDocument, ResourceStatement } from "../../../policies/documents/statement";
import { statePolicyOf } from "../../../stacks/state/bucket-policy";
import { statesUsedBy } from "../../../stacks/state/users";
import { decide } from "../../policies/documents/deploy-scope";
import { estate } from "../../support/estates";
import { synthBootstrap } from "../../support/synth-bootstrap";

const github = { repository: "acme/platform", subjects: ["environment:production"] };
const deployers = { principals: ["arn:aws:iam::999999999999:role/platform-admin"], github };

const shared = platformWith({ bucket: "acme-states", account: "network" });
const apart = platformWith({ bucket: "acme-{account}" });

function platformWith(state: { bucket: string; account?: string }): Platform {
  return definePlatformFrom(estate({ state: s3State({ ...state, region: "us-east-1" }), deployers }));
}

function accountOf(platform: Platform, key: string) {
  const { [key]: account } = platform.accounts;
  if (!account) throw new Error(`no account ${key}`);
  return account;
}

/** What the role's own policies say. */
function rightsOf(platform: Platform, key: string): PolicyDocument[] {
  const holdings = { types: ["aws_vpclattice_service"], existingRoles: [], regions: ["us-east-1"] };
  const { aws_iam_policy: policies = {} } = synthBootstrap(platform, key, holdings);
  return Object.entries(policies).flatMap(([name, { policy }]) =>
    /policy-\d$/.test(name) ? JSON.parse(String(policy)) : [],
  );
}

/** What a bucket's policy says to the deploy role of an account. */
function granted(platform: Platform, owner: string, bucket: string, role: string): PolicyDocument[] {
  const policy: PolicyDocument = statePolicyOf(platform, accountOf(platform, owner), {
    bucket,
    partition: "aws",
    region: "us-east-1",
  });
  const statements = (policy.Statement as readonly ResourceStatement[]).filter((each) =>
    JSON.stringify(each.Condition).includes(`"arn:aws:iam::${role}:role/trellis-deploy"`),
  );
  return [{ ...policy, Statement: statements.map(({ Principal: _, ...rest }) => rest) }];
}

const role = (id: string) => ({ "aws:PrincipalArn": `arn:aws:iam::${id}:role/trellis-deploy` });

test("an account's stacks read the states that they come after, and write their own", () => {
  expect([...statesUsedBy(shared, accountOf(shared, "storefront"))]).toEqual([
    [
      "acme-states",
      {
        own: ["acme/consumer-storefront.tfstate"],
        read: ["acme/network-internal.tfstate", "acme/producer-orders.tfstate"],
      },
    ],
  ]);
  expect([...statesUsedBy(apart, accountOf(apart, "orders"))]).toEqual([
    ["acme-111111111111", { own: [], read: ["acme/network-internal.tfstate"] }],
    ["acme-222222222222", { own: ["acme/producer-orders.tfstate"], read: [] }],
  ]);
});

test.each([
  ["its own policies", rightsOf(shared, "storefront")],
  ["the bucket's policy", granted(shared, "network", "acme-states", "555555555555")],
])("a shared bucket: %s let a workflow's role at what its stacks need, and at nothing else", (_, documents) => {
  const may = (action: string, key: string, more = {}) =>
    decide(documents, action, `arn:aws:s3:::acme-states${key}`, { ...role("555555555555"), ...more });
  const own = "/acme/consumer-storefront.tfstate";
  for (const action of ["s3:GetObject", "s3:PutObject"]) expect(may(action, own)).toBe("allow");
  for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
    expect(may(action, `${own}.tflock`)).toBe("allow");
  }
  expect(may("s3:DeleteObject", own)).toBe("deny");
  for (const key of ["/acme/network-internal.tfstate", "/acme/producer-orders.tfstate"]) {
    expect(may("s3:GetObject", key)).toBe("allow");
    expect(may("s3:PutObject", key)).toBe("deny");
    expect(may("s3:PutObject", `${key}.tflock`)).toBe("deny");
    expect(may("s3:DeleteObject", `${key}.tflock`)).toBe("deny");
  }
  for (const key of ["/acme/bootstrap-network.tfstate", "/acme/bootstrap-storefront.tfstate", "/other.tfstate"]) {
    for (const action of ["s3:GetObject", "s3:PutObject"]) expect(may(action, key)).toBe("deny");
  }
  for (const prefix of ["env:/", "acme/consumer-storefront.tfstate", "acme/producer-orders.tfstate"]) {
    expect(may("s3:ListBucket", "", { "s3:prefix": prefix })).toBe("allow");
  }
  for (const prefix of ["", "acme/", "acme/bootstrap-network.tfstate"]) {
    expect(may("s3:ListBucket", "", { "s3:prefix": prefix })).toBe("deny");
  }
});

test("an account without stacks, outside the organization too, gets at no state", () => {
  for (const documents of [
    rightsOf(shared, "courier"),
    granted(shared, "network", "acme-states", "666666666666"),
    granted(apart, "network", "acme-111111111111", "666666666666"),
  ]) {
    expect(JSON.stringify(documents)).not.toContain("s3:");
  }
});

test("an account's own bucket: another account's role reads what its stacks read, and writes nothing", () => {
  const documents = granted(apart, "orders", "acme-222222222222", "555555555555");
  const may = (action: string, key: string) =>
    decide(documents, action, `arn:aws:s3:::acme-222222222222/acme/${key}`, role("555555555555"));
  expect(may("s3:GetObject", "producer-orders.tfstate")).toBe("allow");
  expect(may("s3:PutObject", "producer-orders.tfstate")).toBe("deny");
  expect(may("s3:GetObject", "bootstrap-orders.tfstate")).toBe("deny");
});

test("a bucket that too many accounts share is a mistake in the declaration", () => {
  const keys = Array.from({ length: 40 }, (_, index) => `team-${index}`);
  const declared = estate();
  const crowded = definePlatformFrom(
    estate({
      state: s3State({ bucket: "acme-states", region: "us-east-1", account: "network" }),
      deployers,
      accounts: {
        ...declared.accounts,
        ...Object.fromEntries(keys.map((key, index) => [key, { id: String(700000000000 + index) }])),
      },
      services: {
        ...declared.services,
        ...Object.fromEntries(keys.map((key) => [key, { ...declared.services.orders, account: key, grants: [] }])),
      },
    }),
  );
  expect(() =>
    statePolicyOf(crowded, accountOf(crowded, "network"), {
      bucket: "acme-states",
      partition: "aws",
      region: "us-east-1",
    }),
  ).toThrow(
    /state\.bucket: found "acme-states", whose policy .* 42 other accounts .*; allowed: a name with \{account\}/,
  );
});
