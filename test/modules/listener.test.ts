import { Listener, type ListenerProps, type ListenerRuleProps } from "../../modules/listener";
import { synthModule } from "../support/synth-module";

const rule: ListenerRuleProps = {
  priority: 10,
  match: { method: "GET", path: { prefix: "/orders" }, headers: [] },
  action: { kind: "forward", targetGroups: [{ id: "tg-api", weight: 100 }] },
};
const props: ListenerProps = {
  serviceId: "svc-0123456789abcdef0",
  replacedWith: "aws_vpclattice_service.orders.id",
  protocol: "HTTPS",
  port: 443,
  defaultAction: { kind: "fixedResponse", statusCode: 404 },
  rules: [rule],
  dependsOn: [],
  tags: { team: "orders" },
};

const synth = (changed: Partial<ListenerProps> = {}) =>
  synthModule((stack) => new Listener(stack, "https-443", { ...props, ...changed }));
const rulesOf = (...rules: ListenerRuleProps[]) => synth({ rules }).resources("aws_vpclattice_listener_rule");

describe("Listener", () => {
  test("has a name that says what cannot be changed: protocol and port", () => {
    expect(synth({ protocol: "HTTP", port: 8080 }).resource("aws_vpclattice_listener")).toMatchObject({
      name: "http-8080",
      protocol: "HTTP",
      port: 8080,
      service_identifier: props.serviceId,
    });
  });

  test("is replaced with its service: the provider would update the one of the service that is gone", () => {
    expect(synth().resource("aws_vpclattice_listener").lifecycle).toEqual({
      replace_triggered_by: ["aws_vpclattice_service.orders.id"],
    });
  });

  test("answers by itself what no rule takes", () => {
    expect(synth().resource("aws_vpclattice_listener").default_action).toEqual({
      fixed_response: { status_code: 404 },
    });
  });

  test("or forwards it", () => {
    expect(
      synth({ defaultAction: { kind: "forward", targetGroups: [{ id: "tg-api", weight: 100 }] } }).resource(
        "aws_vpclattice_listener",
      ).default_action,
    ).toEqual({ forward: [{ target_groups: [{ target_group_identifier: "tg-api", weight: 100 }] }] });
  });

  test("a rule matches method, path and headers, paths with case as policies do", () => {
    const match = {
      method: "GET",
      path: { exact: "/orders" },
      headers: [{ name: "accept", caseSensitive: false, contains: "json" }],
    };
    expect(rulesOf({ ...rule, match })["https-443_priority-10"]?.match).toEqual({
      http_match: {
        method: "GET",
        path_match: { case_sensitive: true, match: { exact: "/orders" } },
        header_matches: [{ name: "accept", case_sensitive: false, match: { contains: "json" } }],
      },
    });
  });

  test("a rule that names no path or header matches all of them", () => {
    const made = rulesOf({ ...rule, match: { method: "GET", headers: [] } });
    expect(made["https-443_priority-10"]?.match).toEqual({ http_match: { method: "GET" } });
  });

  test("headers come in one order: the provider would see another one as a change", () => {
    const header = (name: string, exact: string) => ({ name, exact, caseSensitive: false });
    const headers = [header("x-b", "1"), header("X-A", "2"), header("x-a", "1")];
    const made = rulesOf({ ...rule, match: { headers } });
    const reversed = rulesOf({ ...rule, match: { headers: [...headers].reverse() } });
    expect(made).toEqual(reversed);
    expect(made["https-443_priority-10"]).toHaveProperty(
      "match.http_match.header_matches",
      ["X-A", "x-a", "x-b"].map((name) => expect.objectContaining({ name })),
    );
  });

  test("a rule forwards by weight, or answers by itself", () => {
    const weighted = {
      kind: "forward" as const,
      targetGroups: [
        { id: "tg-api", weight: 90 },
        { id: "tg-legacy", weight: 10 },
      ],
    };
    const rules = rulesOf(
      { ...rule, action: weighted },
      { ...rule, priority: 20, action: { kind: "fixedResponse", statusCode: 500 } },
    );
    expect(rules["https-443_priority-10"]?.action).toEqual({
      forward: {
        target_groups: [
          { target_group_identifier: "tg-api", weight: 90 },
          { target_group_identifier: "tg-legacy", weight: 10 },
        ],
      },
    });
    expect(rules["https-443_priority-20"]?.action).toEqual({ fixed_response: { status_code: 500 } });
  });

  test("traps 8.2(1) and 12(9): a changed priority is a new rule, never an update", () => {
    const before = rulesOf(rule);
    const after = rulesOf({ ...rule, priority: 15 });
    expect(Object.keys(before)).toEqual(["https-443_priority-10"]);
    expect(Object.keys(after)).toEqual(["https-443_priority-15"]);
    expect(before["https-443_priority-10"]).toMatchObject({ name: "priority-10", priority: 10 });
    expect(after["https-443_priority-15"]).toMatchObject({ name: "priority-15", priority: 15 });
  });

  test("traps 8.2(1) and 12(9): routes that swap places change their match, not their priority", () => {
    const other = { ...rule, match: { path: { exact: "/health" }, headers: [] } };
    const before = rulesOf(rule, { ...other, priority: 20 });
    const after = rulesOf(other, { ...rule, priority: 20 });
    const identities = (rules: typeof before) =>
      Object.entries(rules).map(([address, { name, priority }]) => ({ address, name, priority }));
    expect(identities(after)).toEqual(identities(before));
    expect(after["https-443_priority-10"]?.match).toEqual(before["https-443_priority-20"]?.match);
  });

  test("a rule is not made before the old one goes: its service would be, too, and its name is taken", () => {
    expect(synth().resource("aws_vpclattice_listener_rule").lifecycle).toBeUndefined();
  });
});

describe("a rule whose condition changes its kind is replaced, since the provider cannot take a kind away", () => {
  const header = { name: "accept", caseSensitive: false, contains: "pdf" };
  const name = (match: ListenerRuleProps["match"]) => rulesOf({ ...rule, match })["https-443_priority-10"]?.name;

  test("its name tells path, headers and method apart", () => {
    const path = { prefix: "/orders" };
    expect(name({ path, headers: [] })).toBe("priority-10");
    expect(name({ path, headers: [header] })).toBe("priority-10-path-headers-1");
    expect(name({ headers: [header, { ...header, name: "x-team" }] })).toBe("priority-10-headers-2");
    expect(name({ method: "GET", headers: [] })).toBe("priority-10-method");
  });

  test("a changed value of the same kind is not", () => {
    expect(name({ path: { prefix: "/orders" }, headers: [] })).toBe(name({ path: { exact: "/" }, headers: [] }));
  });
});
