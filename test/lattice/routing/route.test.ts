import type { Listener, Rule } from "../../../lattice/estate/service";
import { route } from "../../../lattice/routing/route";
import { pickTarget, targetShares } from "../../../lattice/routing/weights";
import { unknown } from "../../../lattice/value";
import { withUnknowns } from "../unknowns";
import cases from "./cases/routes.json";

const origin = { file: "plan.json", address: "aws_vpclattice_listener.x" };

function listener(rules: unknown): Listener {
  return {
    id: "listener",
    origin,
    name: "https",
    protocol: "HTTPS",
    port: 443,
    defaultAction: { kind: "fixedResponse", statusCode: 404 },
    rules: (withUnknowns(rules) as Rule[]).map((rule) => ({ ...rule, name: rule.id, origin })),
  };
}

describe("listener rules", () => {
  test.each(cases)("$name", ({ rules, request, expected }) => {
    const headers = new Map(Object.entries(request.headers as Record<string, string[]>));

    const routing = route(listener(rules), { ...request, headers });

    const routes = routing.kind === "routed" ? [routing] : routing.candidates;
    expect(routes.map((one) => one.rule?.id ?? "default")).toEqual(expected);
    expect(routing.kind).toBe(expected.length === 1 ? "routed" : "unknown");
    const [first] = routes;
    expect(first?.action).toMatchObject({ kind: first?.rule ? "forward" : "fixedResponse" });
  });
});

describe("weights", () => {
  const forward = (...weights: number[]) => ({
    kind: "forward" as const,
    targetGroups: weights.map((weight, index) => ({ targetGroup: `tg-${index}`, weight })),
  });

  test("requests are shared in proportion", () => {
    expect(targetShares(forward(90, 10))?.map((one) => one.share)).toEqual([0.9, 0.1]);
  });

  test.each([
    [0, "tg-0"],
    [0.89, "tg-0"],
    [0.9, "tg-1"],
    [0.999, "tg-1"],
  ])("the point %d falls on %s", (point, expected) => {
    expect(pickTarget(forward(90, 10), point)?.targetGroup).toBe(expected);
  });

  test("a target group of weight 0 gets nothing", () => {
    expect(pickTarget(forward(0, 5), 0)?.targetGroup).toBe("tg-1");
    expect(pickTarget(forward(0, 0), 0.5)).toBeUndefined();
  });

  test("an unknown weight leaves the shares unknown", () => {
    const weight = unknown("number", "known after apply", origin);
    expect(targetShares({ kind: "forward", targetGroups: [{ targetGroup: "tg-0", weight }] })).toBeUndefined();
  });
});
