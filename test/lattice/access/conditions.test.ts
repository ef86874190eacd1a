import { compareAccess } from "../../../lattice/access/compare";
import { proveOnly } from "../../../lattice/access/prove-only";
import { accessRows } from "../../../lattice/access/rows";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import base from "../decide/cases/estate.json";
import { type Changes, makeEstate } from "../decide/estate";
import { GRANTS } from "./granted";

const HEADER = "vpc-lattice-svcs:RequestHeader/x-level";
const QUERY = "vpc-lattice-svcs:RequestQueryString/level";

/** The estate with one more statement that allows everybody under a condition. */
function with_(Condition: object, Resource = "*"): Changes {
  const [network, service] = [base.networks[0]?.authPolicy.Statement, base.services[0]?.authPolicy?.Statement];
  const more = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource, Condition };
  return {
    "networks.0.authPolicy.Statement": [...[network].flat(), { ...more, Condition: {}, Resource: "*" }],
    "services.0.authPolicy.Statement": [...[service].flat(), more],
  };
}

/** A policy variable. */
const variable = (key: string) => `\${${key}}`;

const plain = () => indexEstate(makeEstate());

describe("a condition on what a client sets is no all-clear", () => {
  test.each<[string, object]>([
    ["a number", { NumericLessThan: { [HEADER]: "3" } }],
    ["another number", { NumericNotEquals: { [HEADER]: "3" } }],
    ["a number in a parameter", { NumericGreaterThan: { [QUERY]: "3.5" } }],
    ["a date", { DateGreaterThan: { [HEADER]: "2026-01-01T00:00:00Z" } }],
    ["an address", { IpAddress: { [HEADER]: ["10.0.0.0/8", "2001:db8::/32"] } }],
    ["an ARN", { ArnLike: { [HEADER]: "arn:aws:iam::*:role/*" } }],
    ["bytes", { BinaryEquals: { [HEADER]: "QUJD" } }],
    ["a boolean", { Bool: { [HEADER]: "true" } }],
    ["presence", { Null: { [HEADER]: "false" } }],
  ])("%s", (_, condition) => {
    const index = indexEstate(makeEstate(with_(condition)));
    const found = proveOnly(index, GRANTS).counterexamples.filter(({ kind }) => kind === "beyond");
    const outsider = found.find(({ subject }) => subject.label === "any account outside");
    expect(outsider?.verdict.effect).toBe("allow");
    expect(outsider && decideIn(index, outsider.request).effect).toBe("allow");
    expect(outsider && decideIn(plain(), outsider.request).effect).toBe("deny");
    expect(proveOnly(plain(), GRANTS).counterexamples).toEqual([]);
    const { changes, widens } = compareAccess(plain(), index);
    expect(widens).toBe(true);
    expect(changes.some(({ kind, subject }) => kind === "allowed" && subject.label === "any account outside")).toBe(
      true,
    );
  });

  test.each<[string, Changes, string]>([
    [
      "a variable in a value",
      with_({ StringEquals: { [HEADER]: variable("vpc-lattice-svcs:RequestMethod") } }),
      `StringEquals on ${HEADER}`,
    ],
    ["a variable in a resource", with_({}, `*/${variable(HEADER)}/*`), "the resource */"],
    [
      "a variable against a key that the caller has",
      with_({ StringEquals: { "aws:PrincipalAccount": variable(HEADER) } }),
      "StringEquals on aws:PrincipalAccount",
    ],
    [
      "a number beside a pattern",
      with_({ NumericLessThan: { [HEADER]: "3" }, StringLike: { [HEADER]: "1*" } }),
      `NumericLessThan on ${HEADER}`,
    ],
    [
      "a method as bytes",
      with_({ BinaryEquals: { "vpc-lattice-svcs:RequestMethod": "QUJD" } }),
      "BinaryEquals on vpc-lattice-svcs:RequestMethod",
    ],
    [
      "a path as bytes",
      with_({ BinaryEquals: { "vpc-lattice-svcs:RequestPath": "/ABC" } }),
      "BinaryEquals on vpc-lattice-svcs:RequestPath",
    ],
  ])("%s, which is not worked out, is unknown and named", (_, changes, named) => {
    const index = indexEstate(makeEstate(changes));
    const { counterexamples, unsupported } = proveOnly(index, GRANTS);
    const outsider = counterexamples.find(({ subject }) => subject.label === "any account outside");
    expect(outsider).toMatchObject({ kind: "beyond", verdict: { effect: "unknown" } });
    expect(unsupported.map(({ text }) => text).join()).toContain(named);
    const { rows } = accessRows(index, subjectsOf([index]));
    expect(rows.some(({ subject, effect }) => subject.label === "any account outside" && effect === "unknown")).toBe(
      true,
    );
    expect(compareAccess(plain(), index)).toMatchObject({ widens: true });
    expect(compareAccess(index, indexEstate(makeEstate(changes)))).toMatchObject({ widens: false, changes: [] });
  });

  test.each(["NumericLessThan", "DateGreaterThan", "IpAddress", "BinaryEquals", "StringEquals", "ArnLike"])(
    "%s with a value that only apply tells may let anybody in",
    (operator) => {
      const value = { kind: "unknown", type: "string", reason: "known after apply", origin: { file: "", address: "" } };
      const { counterexamples } = proveOnly(
        indexEstate(makeEstate(with_({ [operator]: { [HEADER]: value } }))),
        GRANTS,
      );
      const outsider = counterexamples.find(({ subject }) => subject.label === "any account outside");
      expect(outsider).toMatchObject({ kind: "beyond", verdict: { effect: "unknown" } });
    },
  );

  test("what is left open before and after, but is written otherwise, may widen", () => {
    const [left, right] = ["x-a", "x-b"].map((name) =>
      indexEstate(makeEstate(with_({}, `*/${variable(`vpc-lattice-svcs:RequestHeader/${name}`)}/*`))),
    );
    const { widens, changes } = left && right ? compareAccess(left, right) : { widens: false, changes: [] };
    expect(widens).toBe(true);
    expect(changes.every(({ kind }) => kind === "uncertain")).toBe(true);
  });
});
