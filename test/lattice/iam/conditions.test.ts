import { evaluate } from "../../../lattice/iam/evaluate";
import { OPERATORS, SET_QUALIFIERS } from "../../../lattice/iam/operators/names";
import { identityPolicy } from "../../../lattice/iam/policy";
import { type ContextValue, requestContext } from "../../../lattice/iam/request";
import { withUnknowns } from "../unknowns";
import cases from "./cases/conditions.json";

const OUTCOME = { allow: "true", deny: "false", unknown: "unknown" } as const;

function holds(condition: object, context: Record<string, ContextValue>): string {
  const policy = identityPolicy({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition: condition },
  });
  const decision = evaluate([policy], {
    principal: { kind: "anonymous" },
    action: "vpc-lattice-svcs:Invoke",
    resource: "arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-1/",
    context: requestContext(context),
  });
  return OUTCOME[decision.effect];
}

describe("conditions", () => {
  test.each(cases)("$name is $expected", ({ condition, context, expected }) => {
    expect(holds(condition, withUnknowns(context) as Record<string, ContextValue>)).toBe(expected);
  });

  test("the table has every operator, plain and with IfExists, and every set operator, both ways", () => {
    const seen = new Set(cases.flatMap((one) => Object.keys(one.condition).map((name) => `${name} ${one.expected}`)));
    const suffixed = Object.keys(OPERATORS).flatMap((base) => (base === "Null" ? [base] : [base, `${base}IfExists`]));
    const sets = SET_QUALIFIERS.map((qualifier) => `${qualifier}:StringEquals`);
    const wanted = [...suffixed, ...sets].flatMap((name) => [`${name} true`, `${name} false`]);
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
  });
});
