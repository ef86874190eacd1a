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
const RUNS = Number(process.env.EXACTNESS_RUNS ?? 1000);
const SEED = Number(process.env.EXACTNESS_SEED ?? 20261122);

const SERVICE = "arn:aws:vpc-lattice:us-west-2:222222222222:service/svc-0e5f0e5f0e5f0e5f0";
const word = fc.string({ unit: fc.constantFrom("a", "A", "/", "*", "?"), maxLength: 3 });
const short = fc.constantFrom("a", "a*", "*A", "?");
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 });

/** A policy variable. */
function variable(name: string): string {
  return `\${${name}}`;
}

/** What only apply tells, now and then. */
function orUnknown<T>(type: string, known: fc.Arbitrary<T>) {
  const unknown = { kind: "unknown", type, reason: "known after apply", origin: { file: "", address: "" } };
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: fc.constant(unknown) });
}

const method = fc.constantFrom("GET", "PUT", "G*", "*T");
const key = <T>(operators: readonly string[], name: string, values: fc.Arbitrary<T>) =>
  fc
    .tuple(fc.constantFrom(...operators), some(orUnknown("string", values)))
    .map(([operator, list]) => ({ [operator]: { [name]: list } }));
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
  key(
    ["NumericLessThan", "NumericEquals", "NumericNotEquals", "ForAllValues:NumericGreaterThanEqualsIfExists"],
    "vpc-lattice-svcs:RequestHeader/n",
    fc.constantFrom("3", "3.5", "-2"),
  ),
  key(
    ["DateLessThan", "DateEquals", "DateGreaterThanEqualsIfExists"],
    "vpc-lattice-svcs:RequestHeader/d",
    fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-02"),
  ),
  key(
    ["IpAddress", "NotIpAddress", "NotIpAddressIfExists"],
    "vpc-lattice-svcs:RequestHeader/i",
    fc.constantFrom("10.0.0.0/8", "10.0.0.0/31", "10.0.0.1", "::/0"),
  ),
  key(["StringEquals", "StringLike"], "vpc-lattice-svcs:RequestHeader/n", fc.constantFrom("3", "-2.0", "*3")),
  key(
    ["ArnLike", "ArnNotEquals"],
    "vpc-lattice-svcs:RequestHeader/r",
    fc.constantFrom("arn:a*:s?::1:role/*", "arn:*:1:*", "*", "arn:aws:sts::1:*/a"),
  ),
  key(["Bool", "BoolIfExists", "Null"], "vpc-lattice-svcs:RequestHeader/b", fc.constantFrom("true", "false")),
  key(
    ["NumericLessThan", "ForAllValues:NumericLessThan", "ForAnyValue:NumericGreaterThan"],
    "vpc-lattice-svcs:RequestQueryString/m",
    fc.constantFrom("3", "7"),
  ),
  key(
    ["StringEquals", "StringNotLike"],
    "vpc-lattice-svcs:RequestHeader/h",
    fc.constantFrom(variable("aws:PrincipalTag/t"), variable("vpc-lattice-svcs:RequestMethod"), "a,*"),
  ),
  key(["StringEquals"], "aws:PrincipalTag/t", fc.constantFrom(variable("vpc-lattice-svcs:RequestHeader/h"), "a")),
  key(["StringEquals"], "aws:PrincipalType", fc.constantFrom("Anonymous", "AssumedRole")),
);
const resource = fc.oneof(
  fc.constant("*"),
  word.map((path) => `${SERVICE}/${path}`),
  word.map((path) => `*/${path}`),
  fc.constant(`*/${variable("aws:PrincipalTag/t")}*`),
  fc.constant(`*/${variable("vpc-lattice-svcs:RequestHeader/h")}`),
);
const identityStatement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Action: fc.constantFrom("*", "vpc-lattice-svcs:Invoke", "vpc-lattice-svcs:Connect"),
  Resource: some(orUnknown("string", resource)),
  Condition: fc.oneof(
    fc.constant({}),
    fc.constant({}),
    condition,
    fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })),
  ),
});
const authStatement = identityStatement.map((one) => ({ ...one, Principal: "*" }));
const policyOf = <T>(statement: fc.Arbitrary<T>) =>
  fc.array(statement, { minLength: 1, maxLength: 2 }).map((Statement) => ({ Version: "2012-10-17", Statement }));

const flag = fc.boolean();
const match = fc.record(
  {
    method: orUnknown("string", fc.constantFrom("GET", "PUT")),
    path: fc.record({
      kind: fc.constantFrom("exact", "prefix"),
      value: orUnknown("string", fc.constantFrom("/a", "/A/", "/", "/aa")),
      caseSensitive: orUnknown("boolean", flag),
    }),
    headers: fc.array(
      fc.record({
        name: orUnknown("string", fc.constantFrom("h", "H", "x")),
        kind: fc.constantFrom("exact", "prefix", "contains"),
        value: orUnknown("string", fc.constantFrom("a", "Aa")),
        caseSensitive: orUnknown("boolean", flag),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ["headers"] },
);
const uncertain = orUnknown("object", fc.constant(undefined));
const rules = fc.array(fc.record({ match, uncertain }), { maxLength: 3 }).map((all) =>
  all.map((one, index) => ({
    ...one,
    id: `rule-${index}`,
    name: `rule-${index}`,
    priority: index,
    action: { kind: "forward", targetGroups: [] },
  })),
);
const estate = fc.record({
  "networks.0.authPolicy": policyOf(authStatement),
  "services.0.authPolicy": policyOf(authStatement),
  "services.0.authType": fc.constantFrom("AWS_IAM", "NONE"),
  "roles.0.tags": fc.constantFrom({}, { t: "a" }, { t: "GET" }, { t: "x*" }),
  "roles.0.policies": policyOf(identityStatement).map((one) => [one]),
  "services.0.listeners.0.rules": rules,
});

const value = fc.string({ unit: fc.constantFrom("a", "A", "/", "z"), maxLength: 3 });
const sent = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 2 });
const request: fc.Arbitrary<FreeParts> = fc.record({
  method: fc.constantFrom("GET", "PUT", "get", "POST", "T"),
  path: value.map((path) => `/${path}`),
  headers: fc.record(
    {
      h: sent(value),
      x: sent(value),
      n: sent(fc.constantFrom("3", "3.0", "2.9", "-2", "-2.0", "-3", "+4", "13", "", "x", "3x")),
      d: sent(fc.constantFrom("2025-12-31", "2026-01-01T00:00:00.0Z", "1767225600", "2026-01-02", "2027", "now")),
      i: sent(fc.constantFrom("10.0.0.0", "10.0.0.1", "10.0.0.2", "9.255.255.255", "::1", "10.0.0.0/8")),
      r: sent(fc.constantFrom("arn:aws:sts::1:role/a", "arn:a:s:::1:role/a", "arn:x:1:y", "arn:aws:sts::1:x/a", "a")),
      b: sent(fc.constantFrom("true", "TRUE", "false", "", "x")),
    },
    { requiredKeys: [] },
  ),
  query: fc.record(
    { q: fc.array(value, { minLength: 1, maxLength: 3 }), m: sent(fc.constantFrom("2", "3", "7.0", "8", "", "x")) },
    { requiredKeys: [] },
  ),
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
  let open = 0;
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
        // What is not worked out is taken to be unknown: then a class may leave open what is decided, and nothing else.
        if (decided.questions.unsupported.length > 0 && expected !== undefined) {
          const { effect } = JSON.parse(expected);
          if (effect === "unknown") open++;
          if (effect === "unknown" || effect === verdict.effect) continue;
        }
        if (expected !== summary(verdict)) {
          throw new Error(`${JSON.stringify(parts)}: ${summary(verdict)}, but its class says ${expected}`);
        }
        const outcome = `${verdict.effect} ${verdict.gate ?? ""}`;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(open).toBeGreaterThan(0);
  expect(open).toBeLessThan(RUNS * 5);
  expect(classes).toBeGreaterThan(RUNS * 10);
  for (const outcome of ["allow ", "deny network policy", "deny service policy", "deny identity policy"]) {
    expect([outcome, (seen.get(outcome) ?? 0) > RUNS / 2]).toEqual([outcome, true]);
  }
});
