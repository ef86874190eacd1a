import fc from "fast-check";
import { decideAccess } from "../../../lattice/access/access";
import { type DecidedClass, decideClasses } from "../../../lattice/access/classes";
import { compareAccess } from "../../../lattice/access/compare";
import { Side } from "../../../lattice/access/side";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { type EstateIndex, indexEstate } from "../../../lattice/decide/index-estate";
import type { LatticeRequest, SignedCaller } from "../../../lattice/decide/request";
import { makeEstate } from "../decide/estate";

/** How many estates; `EVERYBODY_RUNS=2000` for a long run. */
const RUNS = Number(process.env.EVERYBODY_RUNS ?? 60);
const SEED = Number(process.env.EVERYBODY_SEED ?? 20261122);

const WEB = "arn:aws:iam::333333333333:role/app/storefront-web";
const OTHER = "arn:aws:iam::333333333333:role/b";
/** A policy variable. */
function variable(name: string): string {
  return `\${${name}}`;
}

const condition = fc.oneof(
  fc.constant({}),
  fc
    .constantFrom(WEB, OTHER, "arn:aws:iam::444444444444:role/aa")
    .map((arn) => ({ StringEquals: { "aws:PrincipalArn": arn } })),
  fc
    .constantFrom("arn:aws:iam::*:role/a*", "*b", "arn:aws:iam::333333333333:*")
    .map((arn) => ({ StringLike: { "aws:PrincipalArn": arn } })),
  fc
    .constantFrom("333333333333", "555555555555")
    .map((account) => ({ StringEquals: { "aws:PrincipalAccount": account } })),
  fc.constantFrom("o-a1", "o-b2").map((id) => ({ StringNotEquals: { "aws:PrincipalOrgID": id } })),
  fc.constantFrom("3", "7").map((one) => ({ NumericLessThan: { "vpc-lattice-svcs:RequestHeader/n": one } })),
  fc.constant({ IpAddress: { "vpc-lattice-svcs:RequestHeader/n": "10.0.0.0/8" } }),
  fc.constant({ StringEquals: { "vpc-lattice-svcs:RequestHeader/n": variable("aws:PrincipalTag/t") } }),
  fc.constantFrom("vpc-1a2b3c4d", "vpc-9").map((vpc) => ({ StringEquals: { "vpc-lattice-svcs:SourceVpc": vpc } })),
);
const principal = fc.constantFrom<unknown>(
  "*",
  "*",
  { AWS: "333333333333" },
  { AWS: [WEB, "444444444444"] },
  { AWS: OTHER },
);
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
  Principal: principal,
  Action: fc.constant("vpc-lattice-svcs:Invoke"),
  Resource: fc.constantFrom("*", "*/a*", "*/orders", `*/${variable("aws:PrincipalTag/t")}`),
  Condition: condition,
});
const policy = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: "2012-10-17", Statement }));
const estate = fc.record({
  "networks.0.authPolicy": policy,
  "services.0.authPolicy": policy,
  "networks.0.authType": fc.constantFrom("AWS_IAM", "NONE"),
  "services.0.authType": fc.constantFrom("AWS_IAM", "AWS_IAM", "NONE"),
});

/** Somebody, by an ARN that nobody prepared for. */
const somebody = fc.record({
  account: fc.constantFrom("111111111111", "333333333333", "444444444444", "555555555555", "777777777777"),
  role: fc
    .string({ unit: fc.constantFrom("a", "b", "/"), minLength: 1, maxLength: 3 })
    .filter((name) => !/^\/|\/$/.test(name)),
  path: fc.constantFrom("/", "/a", "/orders", "/b/a"),
  headers: fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    { n: "2" },
    { n: "7" },
    { n: "10.1.1.1" },
    { n: "a" },
  ),
});

function callerIn(index: EstateIndex, account: string, role: string): SignedCaller {
  const place = index.accounts.get(account)?.organization;
  const common = {
    kind: "role",
    account,
    arn: `arn:aws:iam::${account}:role/${role}`,
    session: "s",
    tags: {},
  } as const;
  return { ...common, identity: "assumed", ...(place ? { organization: place } : {}) };
}

function passing(classes: readonly DecidedClass[]): number {
  return classes.filter(({ verdict }) => verdict.effect !== "deny").length;
}

test("whoever gets through is among those who may, on random policies and random callers", () => {
  const seen = { through: 0, denied: 0 };
  fc.assert(
    fc.property(estate, fc.array(somebody, { minLength: 20, maxLength: 20 }), (changes, people) => {
      const index = indexEstate(makeEstate(changes));
      const labels = new Set<string>();
      for (const { subject, path, source, all, classes } of decideAccess(index, subjectsOf([index]))) {
        const caller = subject.callerIn(index);
        const whole = caller ? decideClasses(index, caller, source, path).classes : [];
        expect(all).toHaveLength(whole.length);
        expect(passing(classes)).toBe(passing(whole));
        if (classes.some(({ verdict }) => verdict.effect !== "deny")) labels.add(subject.key);
      }
      for (const { account, role, path, headers } of people) {
        const request: LatticeRequest = {
          caller: callerIn(index, account, role),
          source: { vpc: "storefront" },
          target: { service: "orders" },
          method: "GET",
          path,
          headers,
        };
        const through = decideIn(index, request).effect === "allow";
        seen[through ? "through" : "denied"]++;
        if (!through) continue;
        const listed =
          [...labels].some((key) => key.includes(account)) ||
          [...labels].some((key) => /^(?:outside|other account) /.test(key));
        if (!listed)
          throw new Error(`${account} ${role} ${path} gets through, and only ${[...labels].join("; ")} are listed`);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(seen.through).toBeGreaterThan(RUNS);
  expect(seen.denied).toBeGreaterThan(RUNS);
});

/** Paths, with a value of the header n. */
const ASKED: readonly (readonly [string, string?])[] = [
  ["/"],
  ["/a"],
  ["/orders"],
  ["/orders/1"],
  ["/", "2"],
  ["/a", "5"],
  ["/orders", "10.2.3.4"],
];

test("a comparison finds every pair of verdicts that differ, and nothing between equal estates", () => {
  let widened = 0;
  fc.assert(
    fc.property(estate, estate, (left, right) => {
      const [before, after] = [indexEstate(makeEstate(left)), indexEstate(makeEstate(right))];
      const { changes, widens } = compareAccess(before, after);
      expect(compareAccess(before, indexEstate(makeEstate(left))).changes).toEqual([]);
      const [old, now] = [new Side(before), new Side(after)];
      let wider = false;
      for (const subject of subjectsOf([before, after])) {
        for (const [path, n] of ASKED) {
          const effects = [old, now].map((side) => {
            const [service] = side.index.estate.services;
            const [way] = service ? side.ways(subject, service) : [];
            return (
              way &&
              side.ask(subject, way, { method: "GET", path, headers: n === undefined ? {} : { n: [n] }, query: {} })
                ?.verdict.effect
            );
          });
          if (effects[0] === effects[1]) continue;
          wider ||= effects[0] === "deny" || effects[1] === "allow";
          const found = changes.some((change) => change.subject.key === subject.key);
          if (!found) throw new Error(`${subject.label} ${path}: ${effects.join(" -> ")} is not among the changes`);
        }
      }
      if (wider) widened++;
      if (wider && !widens) throw new Error("access widens, and the comparison does not say so");
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(widened).toBeGreaterThan(RUNS / 4);
});
