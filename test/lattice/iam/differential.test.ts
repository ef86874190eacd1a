import fc from "fast-check";
import { evaluate } from "../../../lattice/iam/evaluate";
import { authPolicy } from "../../../lattice/iam/policy";
import { requestContext } from "../../../lattice/iam/request";
import { type NaiveRequest, type NaiveStatement, naive } from "./naive";

/** Few letters and short words, so that random patterns and random values meet often. */
const word = fc.string({ unit: fc.constantFrom("a", "b", "A", "/", ".", "*", "?"), maxLength: 5 });
const pattern = fc.oneof(
  word,
  fc
    .tuple(word, fc.constantFrom(`\${aws:PrincipalTag/t}`, `\${aws:PrincipalAccount}`), word)
    .map((parts) => parts.join("")),
);
const account = fc.constantFrom("111111111111", "222222222222");
const name = fc.constantFrom("a", "b", "a/b");
const roleArn = fc.tuple(account, name).map(([id, role]) => `arn:aws:iam::${id}:role/${role}`);
const arnPattern = fc.oneof(
  roleArn,
  fc.constantFrom("arn:aws:iam::*:role/*", "arn:aws:iam::1*:role/a*", "arn:aws:*:*:*:role/?", "arn:*:role/a:*:*:*"),
);

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 3 });
const conditionOf = (operators: string[], keys: string[], value: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...operators), fc.constantFrom(...keys), some(value));

const STRINGS = [
  "StringEquals",
  "StringLike",
  "StringEqualsIgnoreCase",
  "StringNotEquals",
  "StringNotLike",
  "StringNotEqualsIgnoreCase",
];
const withIfExists = (operators: string[]) => operators.flatMap((operator) => [operator, `${operator}IfExists`]);
const sets = (operators: string[]) =>
  operators.flatMap((operator) => [`ForAnyValue:${operator}`, `ForAllValues:${operator}`]);

const condition = fc.oneof(
  conditionOf(
    withIfExists(STRINGS),
    ["aws:PrincipalTag/t", "vpc-lattice-svcs:RequestPath", "aws:PrincipalOrgID"],
    pattern,
  ),
  conditionOf(sets(withIfExists(STRINGS)), ["vpc-lattice-svcs:RequestQueryString/q"], pattern),
  conditionOf(withIfExists(["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"]), ["aws:PrincipalArn"], arnPattern),
  conditionOf(
    withIfExists(["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"]),
    ["vpc-lattice-svcs:Port"],
    fc.constantFrom("80", "443", "8080", "79.5"),
  ),
  conditionOf(
    withIfExists(["IpAddress", "NotIpAddress"]),
    ["aws:SourceIp"],
    fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.20.0.0/15", "10.20.30.40", "128.0.0.0/1"),
  ),
  conditionOf(
    ["Null"],
    ["aws:PrincipalTag/t", "vpc-lattice-svcs:RequestQueryString/q"],
    fc.constantFrom("true", "false"),
  ),
);

const conditions = fc
  .array(condition, { maxLength: 2 })
  .map((all) => Object.fromEntries(all.map(([operator, key, values]) => [operator, { [key]: values }])));
const principal = fc.oneof(
  fc.constant("*"),
  fc.record({
    AWS: fc.oneof(
      fc.constant("*"),
      some(
        fc.oneof(
          account,
          roleArn,
          account.map((id) => `arn:aws:iam::${id}:root`),
        ),
      ),
    ),
  }),
);
const actions = some(
  fc.constantFrom(
    "*",
    "vpc-lattice-svcs:Invoke",
    "VPC-LATTICE-SVCS:*",
    "vpc-lattice-svcs:Connect",
    "vpc-lattice-svcs:?nvoke",
  ),
);
const resources = some(
  fc.oneof(
    fc.constant("*"),
    pattern.map((path) => `arn:aws:vpc-lattice:r:1:service/svc/${path}`),
  ),
);

const statement: fc.Arbitrary<NaiveStatement> = fc
  .tuple(
    fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
    principal,
    fc.oneof(
      actions.map((Action) => ({ Action })),
      actions.map((NotAction) => ({ NotAction })),
    ),
    fc.oneof(
      resources.map((Resource) => ({ Resource })),
      resources.map((NotResource) => ({ NotResource })),
    ),
    conditions,
  )
  .map(([Effect, Principal, action, resource, Condition]) => ({
    Effect,
    Principal,
    ...action,
    ...resource,
    Condition,
  }));

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const context = fc.record({
  "aws:PrincipalTag/t": optional(word),
  "aws:PrincipalOrgID": optional(word),
  "aws:PrincipalAccount": optional(account),
  "aws:PrincipalArn": optional(roleArn),
  "aws:SourceIp": optional(fc.constantFrom("10.20.30.40", "10.21.0.1", "127.0.0.1", "200.1.1.1")),
  "vpc-lattice-svcs:Port": optional(fc.constantFrom("80", "443")),
  "vpc-lattice-svcs:RequestPath": optional(word),
  "vpc-lattice-svcs:RequestQueryString/q": optional(fc.array(word, { maxLength: 3 })),
});
const who = fc.oneof(
  fc.constant("anonymous" as const),
  fc.tuple(account, name).map(([id, role]) => ({
    account: id,
    role: `arn:aws:iam::${id}:role/${role}`,
    session: `arn:aws:sts::${id}:assumed-role/${role}/s`,
  })),
);
const request: fc.Arbitrary<NaiveRequest> = fc
  .tuple(who, fc.constantFrom("vpc-lattice-svcs:Invoke", "vpc-lattice-svcs:Connect"), word, context)
  .map(([principal, action, path, values]) => ({
    principal,
    action,
    resource: `arn:aws:vpc-lattice:r:1:service/svc/${path}`,
    context: Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  }));

function real(statements: readonly NaiveStatement[], { principal, action, resource, context }: NaiveRequest): string {
  const decision = evaluate([authPolicy({ Version: "2012-10-17", Statement: statements })], {
    principal:
      principal === "anonymous"
        ? { kind: "anonymous" }
        : { kind: "aws", account: principal.account, names: [principal.role, principal.session] },
    action,
    resource,
    context: requestContext(context),
  });
  return decision.effect === "deny" ? `${decision.explicit ? "explicit" : "implicit"} deny` : decision.effect;
}

/** How many policies; `DIFFERENTIAL_RUNS=10000` for a long run. */
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 2500);

test("agrees with the naive evaluator on random policies and requests", () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.array(request, { minLength: 5, maxLength: 5 }),
      (statements, requests) => {
        for (const one of requests) {
          const expected = naive(statements, one);
          seen[expected] = (seen[expected] ?? 0) + 1;
          if (real(statements, one) !== expected) throw new Error(`${real(statements, one)} instead of ${expected}`);
        }
      },
    ),
    { numRuns: RUNS, seed: 20261122 },
  );
  // Each outcome was met often enough for the agreement to mean something.
  for (const outcome of ["allow", "explicit deny", "implicit deny"]) expect(seen[outcome]).toBeGreaterThan(RUNS / 4);
});
