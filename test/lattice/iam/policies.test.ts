import { type Decision, evaluate } from "../../../lattice/iam/evaluate";
import type { PolicyKind } from "../../../lattice/iam/parse/reader";
import type { PolicySource } from "../../../lattice/iam/parse/source";
import { policy } from "../../../lattice/iam/policy";
import { type AuthorizationRequest, type ContextValue, requestContext } from "../../../lattice/iam/request";
import { withUnknowns } from "../unknowns";
import cases from "./cases/policies.json";

type RawRequest = Omit<AuthorizationRequest, "context"> & { context: Record<string, ContextValue> };

function outcome(decision: Decision): string {
  return decision.effect === "deny" ? `${decision.explicit ? "explicit" : "implicit"} deny` : decision.effect;
}

describe("policies", () => {
  test.each(cases)("$name: $expected", ({ kind, policies, request, expected, ...rest }) => {
    const raw = withUnknowns(request) as RawRequest;
    const compiled = (withUnknowns(policies) as PolicySource[]).map((source) => policy(source, kind as PolicyKind));

    const decision = evaluate(compiled, { ...raw, context: requestContext(raw.context) });

    expect(outcome(decision)).toBe(expected);
    if ("statement" in rest) expect("statement" in decision && decision.statement?.sid).toBe(rest.statement);
  });
});
