import fc from "fast-check";
import { decideClasses } from "../../../lattice/access/classes";
import { classOf, type FreeParts } from "../../../lattice/access/request-classes";
import { callerOf } from "../../../lattice/decide/caller";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { ANONYMOUS } from "../../../lattice/decide/request";
import type { Verdict } from "../../../lattice/decide/verdict";
import { makeEstate } from "../decide/estate";

/** How many estates; `EXACTNESS_RUNS=5000` for a long run, and another seed for other estates. */
const RUNS = Number(process.env.EXACTNESS_RUNS ?? 40);
const SEED = Number(process.env.EXACTNESS_SEED ?? 20261122);

const SERVICE = "arn:aws:vpc-lattice:us-west-2:222222222222:service/svc-0e5f0e5f0e5f0e5f0";
const word = fc.string({ unit: fc.constantFrom("a", "A", "/", "*", "?"), maxLength: 3 });
const short = fc.constantFrom("a", "a*", "*A", "?");
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 });

const method = fc.constantFrom("GET", "PUT", "G*", "*T");
const key = <T>(operators: readonly string[], name: string, values: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom(...operators), some(values)).map(([operator, list]) => ({ [operator]: { [name]: list } }));
const condition = fc.oneof(
  key(
    ["StringEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
    "vpc-lattice-svcs:RequestMethod",
    method,
  ),
  key(
    ["StringLike", "StringNotEquals"],
    "vpc-lattice-svcs:RequestPath",
    word.map((path) => `/${path}`),
  ),
  key(["StringLike", "StringNotLike", "StringEqualsIfExists"], "vpc-lattice-svcs:RequestHeader/h", short),
  key(
    ["ForAnyValue:StringLike", "ForAllValues:StringLike", "ForAllValues:StringNotEquals", "StringLike"],
    "vpc-lattice-svcs:RequestQueryString/q",
    short,
  ),
  key(["Null"], "vpc-lattice-svcs:RequestQueryString/q", fc.constantFrom("true", "false")),
  key(["StringEquals"], "aws:PrincipalType", fc.constantFrom("Anonymous", "AssumedRole")),
);
const resource = fc.oneof(
  fc.constant("*"),
  word.map((path) => `${SERVICE}/${path}`),
  word.map((path) => `*/${path}`),
);
const identityStatement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Action: fc.constantFrom("*", "vpc-lattice-svcs:Invoke", "vpc-lattice-svcs:Connect"),
  Resource: some(resource),
  Condition: fc.oneof(fc.constant({}), fc.constant({}), condition),
});
const authStatement = identityStatement.map((one) => ({ ...one, Principal: "*" }));
const policyOf = <T>(statement: fc.Arbitrary<T>) =>
  fc.array(statement, { minLength: 1, maxLength: 2 }).map((Statement) => ({ Version: "2012-10-17", Statement }));

const flag = fc.boolean();
const match = fc.record(
  {
    method: fc.constantFrom("GET", "PUT"),
    path: fc.record({
      kind: fc.constantFrom("exact", "prefix"),
      value: fc.constantFrom("/a", "/A/", "/", "/aa"),
      caseSensitive: flag,
    }),
    headers: fc.array(
      fc.record({
        name: fc.constantFrom("h", "H", "x"),
        kind: fc.constantFrom("exact", "prefix", "contains"),
        value: fc.constantFrom("a", "Aa"),
        caseSensitive: flag,
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ["headers"] },
);
const rules = fc.array(match, { maxLength: 2 }).map((all) =>
  all.map((one, index) => ({
    id: `rule-${index}`,
    name: `rule-${index}`,
    priority: index,
    match: one,
    action: { kind: "forward", targetGroups: [] },
  })),
);
const estate = fc.record({
  "networks.0.authPolicy": policyOf(authStatement),
  "services.0.authPolicy": policyOf(authStatement),
  "services.0.authType": fc.constantFrom("AWS_IAM", "NONE"),
  "roles.0.policies": policyOf(identityStatement).map((one) => [one]),
  "services.0.listeners.0.rules": rules,
});

const value = fc.string({ unit: fc.constantFrom("a", "A", "/", "z"), maxLength: 3 });
const request: fc.Arbitrary<FreeParts> = fc.record({
  method: fc.constantFrom("GET", "PUT", "get", "POST", "T"),
  path: value.map((path) => `/${path}`),
  // Rules alone ask about x, so that it may be sent twice.
  headers: fc.record(
    { h: fc.array(value, { minLength: 1, maxLength: 1 }), x: fc.array(value, { minLength: 1, maxLength: 2 }) },
    { requiredKeys: [] },
  ),
  query: fc.dictionary(fc.constantFrom("q", "r"), fc.array(value, { minLength: 1, maxLength: 3 }), { maxKeys: 1 }),
});

/** What a verdict says, without the path that a 403 repeats. */
function summary({ effect, gate, status, authDeniedReason, body, routing }: Verdict): string {
  const routes = routing === undefined ? [] : routing.kind === "routed" ? [routing] : routing.candidates;
  const rules = routes.map((route) => route.rule?.id ?? "default");
  return JSON.stringify({ effect, gate, status, authDeniedReason, explicit: body?.includes("explicit"), rules });
}

test("the classes agree with every request, on random estates", () => {
  const seen = new Map<string, number>();
  let classes = 0;
  fc.assert(
    fc.property(estate, fc.array(request, { minLength: 30, maxLength: 30 }), flag, (changes, requests, signed) => {
      const index = indexEstate(makeEstate(changes));
      const [network, service, role] = [index.estate.networks[0], index.estate.services[0], index.estate.roles[0]];
      const listener = service?.listeners[0];
      if (!network || !service || !listener || !role) throw new Error("the estate of the tests is not whole");
      const caller = signed ? callerOf(index, role) : ANONYMOUS;
      const source = { vpc: "storefront" };
      const decided = decideClasses(index, caller, source, {
        network,
        service,
        listener,
        vpc: index.vpcs.get("storefront"),
      });
      const byName = new Map(
        decided.classes.map((one) => [classOf(decided.questions, one.request as FreeParts), summary(one.verdict)]),
      );
      if (byName.size !== decided.classes.length) throw new Error("a class has two witnesses");
      classes += byName.size;
      for (const parts of requests) {
        const verdict = decideIn(index, { ...parts, caller, source, target: { service: "orders" } });
        const expected = byName.get(classOf(decided.questions, parts));
        if (expected !== summary(verdict)) {
          throw new Error(`${JSON.stringify(parts)}: ${summary(verdict)}, but its class says ${expected}`);
        }
        const outcome = `${verdict.effect} ${verdict.gate ?? ""}`;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(classes).toBeGreaterThan(RUNS * 10);
  for (const outcome of ["allow ", "deny network policy", "deny service policy", "deny identity policy"]) {
    expect([outcome, (seen.get(outcome) ?? 0) > RUNS / 2]).toEqual([outcome, true]);
  }
});
