import { callerOf } from "../../../lattice/decide/caller";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import type { LatticeRequest } from "../../../lattice/decide/request";
import type { Verdict } from "../../../lattice/decide/verdict";
import cases from "./cases/verdicts.json";
import { type Changes, makeEstate } from "./estate";

interface Expected {
  readonly effect: Verdict["effect"];
  readonly gate?: Verdict["gate"];
  readonly status?: number | null;
  readonly body?: string | null;
  readonly authDeniedReason?: string;
  /** The rule that takes the request; null for the default action. */
  readonly rule?: string | null;
  /** The Sid of the statement that decides. */
  readonly statement?: string;
  /** The address of what decides. */
  readonly origin?: string;
}

function verdictOf(changes: Changes, request: Partial<LatticeRequest>): Verdict {
  const index = indexEstate(makeEstate(changes));
  const [web] = index.estate.roles;
  if (!web) throw new Error("the estate of the tests has no role");
  return decideIn(index, {
    caller: callerOf(index, web),
    source: { vpc: "storefront" },
    target: { host: "orders.internal.example" },
    method: "GET",
    path: "/orders/1",
    ...request,
  });
}

describe("decide", () => {
  test.each(
    cases as unknown as { name: string; changes: Changes; request: Partial<LatticeRequest>; expected: Expected }[],
  )("$name", ({ changes, request, expected }) => {
    const verdict = verdictOf(changes, request);

    const { rule, statement, origin, ...plain } = expected;
    const { routing } = verdict;
    for (const [key, value] of Object.entries(plain)) {
      expect([key, verdict[key as keyof Verdict] ?? null]).toEqual([key, value]);
    }
    expect(verdict.gate).toBe(expected.gate);
    if (rule !== undefined) expect(routing?.kind === "routed" && (routing.rule?.id ?? null)).toBe(rule);
    const decisive = verdict.trace.find((step) => step.text === verdict.reason);
    if (statement) expect(decisive?.statement?.sid).toBe(statement);
    if (origin) expect(decisive?.origin?.address).toBe(origin);
  });

  test("the trace tells every gate, with the Terraform and the statement that decided", () => {
    const { trace } = verdictOf({}, {});
    expect(trace.map((step) => [step.gate, step.result, step.origin?.address, step.statement?.sid])).toEqual([
      ["association", "pass", "storefront-internal", undefined],
      ["share", "pass", "storefront-internal", undefined],
      ["security group", "pass", "storefront-internal", undefined],
      ["host", "pass", "orders", undefined],
      ["listener", "pass", "https", undefined],
      ["network policy", "pass", "internal.policy", "Organization"],
      ["service policy", "pass", "orders.policy", "Web"],
      ["identity policy", "pass", "web-role.policy", "CallOrders"],
      ["rule", "pass", "read", undefined],
    ]);
    expect(trace.at(-1)?.text).toBe("the rule read (priority 10) forwards to orders-api (90), orders-legacy (10)");
  });

  test("an unknown verdict names what would have to be known", () => {
    const { trace } = verdictOf({ "networks.0.authPolicy": { unknown: "string" } }, {});
    const step = trace.find((one) => one.result === "unknown");
    expect(step?.unknowns?.map((one) => one.origin.address)).toEqual(["aws_x.y"]);
  });

  test("a VPC with two ways takes the one that lets the request through", () => {
    const changes = {
      "networks.1": {
        id: "closed",
        arn: "arn:aws:vpc-lattice:us-west-2:333333333333:servicenetwork/sn-2",
        name: "closed",
        account: "333333333333",
        authType: "AWS_IAM",
        tags: {},
      },
      "vpcAssociations.1": {
        id: "way-2",
        kind: "association",
        network: "closed",
        vpc: "storefront",
        account: "333333333333",
        securityGroups: [],
      },
      "vpcAssociations.0.kind": "endpoint",
      "vpcAssociations.0.securityGroups": ["door"],
    };
    expect(verdictOf(changes, {})).toMatchObject({ effect: "allow", network: { id: "internal" } });
    expect(verdictOf(changes, { network: "closed" })).toMatchObject({ effect: "deny", gate: "host" });
  });

  test("what is remembered of a way holds for the same source, port and service alone", () => {
    const changes = { "securityGroups.0.ingress.0.cidrs": [], "securityGroups.0.ingress.0.groups": ["web"] };
    const index = indexEstate(makeEstate(changes));
    const ask = (source: LatticeRequest["source"], more: Partial<LatticeRequest> = {}) =>
      decideIn(index, {
        caller: { kind: "anonymous" },
        source,
        target: { service: "orders" },
        method: "GET",
        path: "/",
        ...more,
      }).gate;
    for (let round = 0; round < 2; round++) {
      expect(ask({ vpc: "storefront", securityGroups: ["web"] })).toBe("network policy");
      expect(ask({ vpc: "storefront", securityGroups: ["web", "door"] })).toBe("network policy");
      expect(ask({ vpc: "storefront" })).toBe("security group");
      expect(ask({ vpc: "storefront", securityGroups: ["web"] }, { port: 80 })).toBe("security group");
      expect(ask({ vpc: "storefront", securityGroups: ["web"] }, { target: { host: "orders" } })).toBe("host");
      expect(ask({ vpc: "island", securityGroups: ["web"] })).toBe("association");
    }
  });
});
