import fc from "fast-check";
import { accessRows } from "../../../lattice/access/rows";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import type { SignedCaller } from "../../../lattice/decide/request";
import { type Changes, makeEstate } from "../decide/estate";

/** How many estates; `OUTSIDERS_RUNS=2000` for a long run. */
const RUNS = Number(process.env.OUTSIDERS_RUNS ?? 200);
const SEED = Number(process.env.OUTSIDERS_SEED ?? 20261122);

const WEB = "arn:aws:iam::333333333333:role/app/storefront-web";
const OPEN = { "networks.0.authType": "NONE" };

/** The service's policy with one statement that allows, so that the rows are whom it speaks of. */
function allowing(statement: object, more: Changes = {}): Changes {
  const base = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" };
  const policy = { Version: "2012-10-17", Statement: [{ ...base, ...statement }] };
  return { ...OPEN, "services.0.authPolicy": policy, ...more };
}

/** A policy variable. */
function variable(key: string): string {
  return `\${${key}}`;
}

function through(changes: Changes): readonly string[] {
  const index = indexEstate(makeEstate(changes));
  const { rows } = accessRows(index, subjectsOf([index]));
  return [...new Set(rows.map(({ subject, effect }) => subject.label + (effect === "unknown" ? " (unknown)" : "")))];
}

/** Whoever may have any tags. */
const TAGGED = [
  WEB,
  "any other role of 111111111111 (unknown)",
  "any other role of 222222222222 (unknown)",
  "any other role of 333333333333 (unknown)",
  "any other role of 444444444444 (unknown)",
  "any other account of o-a1 (unknown)",
  "any account outside (unknown)",
];

const island = {
  "vpcs.1": { id: "island", vpcId: "vpc-9", account: "444444444444", cidrs: ["10.30.0.0/16"] },
  "vpcAssociations.1": {
    id: "island-internal",
    kind: "association",
    network: "internal",
    vpc: "island",
    account: "444444444444",
    securityGroups: [],
  },
  "shares.0.principals": ["333333333333", "444444444444", "222222222222"],
};

describe("whoever a policy tells apart is asked about", () => {
  test.each<[string, Changes, readonly string[]]>([
    [
      "a user that the policy names",
      allowing({ Principal: { AWS: "arn:aws:iam::333333333333:user/bob" } }),
      ["arn:aws:iam::333333333333:user/bob"],
    ],
    [
      "one session of a role of the Terraform",
      allowing({ Principal: { AWS: "arn:aws:sts::333333333333:assumed-role/storefront-web/deploy" } }),
      ["arn:aws:sts::333333333333:assumed-role/storefront-web/deploy"],
    ],
    [
      "one session of a role elsewhere",
      allowing({ Principal: { AWS: "arn:aws:sts::888888888888:assumed-role/ops/eve" } }),
      ["arn:aws:sts::888888888888:assumed-role/ops/eve"],
    ],
    [
      "users by a pattern",
      allowing({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:user/ops-*" } } }),
      ["arn:aws:iam::333333333333:user/ops-* of 333333333333"],
    ],
    [
      "users by the type of the principal",
      allowing({
        Condition: { StringEquals: { "aws:PrincipalType": "User", "aws:PrincipalAccount": "444444444444" } },
      }),
      ["any user of 444444444444"],
    ],
    [
      "accounts by a pattern",
      allowing({ Condition: { StringLike: { "aws:PrincipalAccount": "9*" } } }),
      ["any other account of o-a1 (9*)", "any account outside (9*)"],
    ],
    [
      "accounts by a pattern in an ARN",
      allowing({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::98*:role/ops" } } }),
      [
        "arn:aws:iam::98*:role/ops of any other account of o-a1 (98*)",
        "arn:aws:iam::98*:role/ops of any account outside (98*)",
      ],
    ],
    [
      "any organization",
      allowing({ Condition: { Null: { "aws:PrincipalOrgID": "false" } } }),
      [
        WEB,
        "any other role of 111111111111",
        "any other role of 222222222222",
        "any other role of 333333333333",
        "any other account of o-a1",
        "any account of another organization",
      ],
    ],
    [
      "no organization",
      allowing({ Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-b2" } } }),
      ["any other role of 444444444444", "any other account of o-b2", "any account of no organization", "anonymous"],
    ],
    [
      "an organization that only a path names",
      allowing({ Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-b2/r-1/*" } } }),
      ["any other account of o-b2 (unknown)"],
    ],
    [
      "whoever calls from a VPC of its own account, by a policy variable",
      allowing(
        { Condition: { StringEquals: { "vpc-lattice-svcs:SourceVpcOwnerAccount": variable("aws:PrincipalAccount") } } },
        island,
      ),
      [WEB, "any other role of 333333333333", "any other role of 444444444444"],
    ],
    [
      "a VPC by a policy variable on the other side",
      allowing(
        { Condition: { StringEquals: { "aws:PrincipalAccount": variable("vpc-lattice-svcs:SourceVpcOwnerAccount") } } },
        island,
      ),
      [WEB, "any other role of 333333333333", "any other role of 444444444444"],
    ],
    [
      "a tag in a resource, by a policy variable",
      allowing({ Resource: `*/${variable("aws:PrincipalTag/team")}/*` }),
      TAGGED,
    ],
    [
      "a tag in a header, by a policy variable",
      allowing({
        Condition: { StringEquals: { "vpc-lattice-svcs:RequestHeader/x-team": variable("aws:PrincipalTag/team") } },
      }),
      TAGGED,
    ],
    [
      "the name of a user in a resource, by a policy variable",
      allowing({ Resource: `*/${variable("aws:username")}` }),
      [
        "any user of 111111111111",
        "any user of 222222222222",
        "any user of 333333333333",
        "any user of 444444444444",
        "any user of any other account of o-a1",
        "any user of any account outside",
      ],
    ],
  ])("%s", (_, changes, expected) => {
    expect([...through(changes)].sort()).toEqual([...expected].sort());
  });

  test("a principal that is not known may be anybody, and gives nobody a name", () => {
    const nobody = { kind: "unknown", type: "string", reason: "known after apply", origin: { file: "", address: "" } };
    const labels = through(allowing({ Principal: { AWS: nobody } }));
    expect(labels).toContain("any account outside (unknown)");
    expect(labels.join()).not.toContain("<unknown>");
  });

  test("a set of services is none of them by name", () => {
    const policy = {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: "arn:aws:vpc-lattice:us-west-2:222222222222:service/svc-0e5*",
      },
    };
    expect(through({ "roles.0.policies": [policy] })).toEqual([WEB]);
  });

  test("Anonymous says the same of users and of roles, so that users are not asked about", () => {
    const condition = { StringNotEquals: { "aws:PrincipalType": "Anonymous" } };
    expect(through(allowing({ Condition: condition })).filter((label) => label.includes("user"))).toEqual([]);
  });
});

const text = fc.constantFrom(
  WEB,
  "arn:aws:iam::333333333333:role/b",
  "arn:aws:iam::44*:role/a*",
  "arn:aws:iam::*:user/a*",
  "arn:aws:iam::333333333333:*",
  "*b",
);
const condition = fc.oneof(
  text.map((arn) => ({ ArnLike: { "aws:PrincipalArn": arn } })),
  text.map((arn) => ({ StringNotLike: { "aws:PrincipalArn": arn } })),
  fc.constantFrom("4*", "77?777777777", "333333333333").map((one) => ({ StringLike: { "aws:PrincipalAccount": one } })),
  fc.constantFrom("o-a1", "o-b2").map((one) => ({ StringEqualsIfExists: { "aws:PrincipalOrgID": one } })),
  fc.constantFrom("true", "false").map((one) => ({ Null: { "aws:PrincipalOrgID": one } })),
  fc.constantFrom("User", "AssumedRole", "Anonymous").map((one) => ({ StringNotEquals: { "aws:PrincipalType": one } })),
  fc.constantFrom("a", "b").map((one) => ({ StringEquals: { "aws:PrincipalTag/team": one } })),
  fc.constant({ StringEquals: { "vpc-lattice-svcs:RequestHeader/x-team": variable("aws:PrincipalTag/team") } }),
  fc.constant({ NumericLessThan: { "vpc-lattice-svcs:RequestHeader/x-level": "3" } }),
  fc.constantFrom("vpc-9", "vpc-*").map((one) => ({ StringNotLike: { "vpc-lattice-svcs:SourceVpc": one } })),
  fc.constant({ StringEquals: { "vpc-lattice-svcs:SourceVpcOwnerAccount": variable("aws:PrincipalAccount") } }),
);
const principal = fc.constantFrom<unknown>(
  "*",
  "*",
  { AWS: "arn:aws:iam::444444444444:user/ab" },
  { AWS: "arn:aws:sts::444444444444:assumed-role/a/s" },
  { AWS: ["444444444444", "777777777777"] },
);
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Principal: principal,
  Action: fc.constant("vpc-lattice-svcs:Invoke"),
  Resource: fc.constantFrom("*", "*", `*/${variable("aws:PrincipalTag/team")}/*`, `*/${variable("aws:username")}`),
  Condition: fc.oneof(fc.constant({}), condition, condition),
});
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: "2012-10-17", Statement }));
const person = fc.record({
  kind: fc.constantFrom("role", "user"),
  account: fc.constantFrom("333333333333", "444444444444", "470000000000", "777777777777", "990000000000"),
  name: fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 }),
  session: fc.constantFrom("s", "t"),
  organization: fc.constantFrom("o-a1", "o-b2", "o-c3", undefined),
  tags: fc.constantFrom({}, {}, { team: "a" }, { team: "b" }),
  path: fc.constantFrom("/", "/a", "/a/1"),
  headers: fc.constantFrom<Readonly<Record<string, string>>>({}, { "x-team": "a" }, { "x-level": "1" }),
});

test("whoever gets through is one of a group that does, on random policies and random people", () => {
  const known = new Set(["111111111111", "222222222222", "333333333333", "444444444444"]);
  let passed = 0;
  const people = fc.array(person, { minLength: 25, maxLength: 25 });
  fc.assert(
    fc.property(policy, people, fc.boolean(), (own, everybody, two) => {
      const index = indexEstate(makeEstate({ ...OPEN, "services.0.authPolicy": own, ...(two ? island : {}) }));
      const subjects = subjectsOf([index]);
      const { rows } = accessRows(index, subjects);
      const speaksOf = (id: string) => subjects.some(({ label }) => label.includes(`any other account of ${id}`));
      for (const { kind, account, name, session, organization, tags, path, headers } of everybody) {
        const place = known.has(account) ? index.accounts.get(account)?.organization : undefined;
        const member = known.has(account) || organization === undefined ? place : { id: organization, path: "" };
        const arn = `arn:aws:iam::${account}:${kind}/${name}`;
        const common = { kind, arn, account, session, tags, identity: "assumed" } as SignedCaller;
        const caller = member ? { ...common, organization: member } : common;
        const request = { caller, target: { service: "orders" }, method: "GET", path, headers };
        const verdicts = ["storefront", "island"].map((vpc) => decideIn(index, { ...request, source: { vpc } }));
        if (!verdicts.some(({ effect }) => effect === "allow")) continue;
        passed++;
        const found = rows.some(({ subject }) => {
          if (subject.account === account) return true;
          const outside = organization === undefined || !speaksOf(organization);
          return (
            !known.has(account) && (subject.kind === "outside" ? outside : subject.label.includes(organization ?? "-"))
          );
        });
        if (!found) {
          const labels = rows.map(({ subject }) => subject.label).join("; ");
          throw new Error(
            `${arn} of ${organization} gets through ${JSON.stringify(own)}, and only ${labels} are listed`,
          );
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(passed).toBeGreaterThan(RUNS);
});
