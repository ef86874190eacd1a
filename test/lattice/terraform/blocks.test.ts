import { functionIn } from "./function-in";
import { ask, type Blocks, PARAMETER, ref, type Stack, set, shop } from "./shop";

const APP = "arn:aws:iam::111111111111:role/app";
const everybody = {
  principals: [{ type: "*", identifiers: ["*"] }],
  actions: ["vpc-lattice-svcs:Invoke"],
  resources: ["*"],
};
const only = (...values: readonly string[]) => ({ test: "StringEquals", variable: "aws:PrincipalArn", values });

/** What callers get where a data source writes the service's policy. */
function policy(data: object) {
  const change = (resource: Blocks, stack: Stack) => {
    stack.data = { ...stack.data, aws_iam_policy_document: { d: { ...data } } };
    set(resource, "aws_vpclattice_auth_policy", "s", { policy: ref("data.aws_iam_policy_document.d.json") });
  };
  const { outcome } = ask({ one: shop(change) });
  return [outcome(), outcome("anonymous")];
}

describe("dynamic blocks", () => {
  const generated = (for_each: unknown, content: object) => ({ for_each, content });

  test("add to those that are written out", () => {
    const own = { statement: { ...everybody, condition: only(APP) } };
    expect(policy(own)).toEqual(["allow", "deny"]);
    expect(policy({ ...own, dynamic: { statement: generated(["x"], everybody) } })).toEqual(["allow", "allow"]);
    const closed = generated(["x"], { ...everybody, effect: "Deny" });
    expect(policy({ statement: everybody, dynamic: { statement: closed } })).toEqual(["deny", "deny"]);
  });

  test("may be several, also of one name", () => {
    const nobody = generated([], { ...everybody, effect: "Deny" });
    const some = generated([APP], { ...everybody, condition: only(ref("statement.value")) });
    expect(policy({ dynamic: [{ other: nobody }, { statement: [nobody, some] }] })).toEqual(["allow", "deny"]);
  });

  test("are read within others, with the iterators of both", () => {
    const condition = { ...generated([ref("role.value")], only(ref("one.value"))), iterator: "one" };
    const statement = { ...generated([APP], { ...everybody, dynamic: { condition } }), iterator: "role" };
    expect(policy({ dynamic: { statement } })).toEqual(["allow", "deny"]);
    expect(policy({ statement: { ...everybody, dynamic: { condition: generated([APP], only(APP)) } } })).toEqual([
      "allow",
      "deny",
    ]);
  });

  test("of which only apply tells how many there are leave it open", () => {
    const condition = { dynamic: { condition: generated(PARAMETER, only(APP)) } };
    expect(policy({ statement: { ...everybody, ...condition } })).toEqual(["unknown", "unknown"]);
    const deny = { ...everybody, effect: "Deny", ...condition };
    expect(policy({ statement: [everybody, deny] })).toEqual(["unknown", "unknown"]);
    const untold = { ...only(APP), test: PARAMETER };
    expect(policy({ statement: { ...everybody, condition: untold } })).toEqual(["unknown", "unknown"]);
  });

  test("a tag may be called so", () => {
    const { outcome } = ask({
      one: shop((resource) => set(resource, "aws_iam_role", "app", { tags: { dynamic: "yes" } })),
    });
    expect(outcome()).toBe("allow");
  });
});

test("conditions with the same test and key add up their values", () => {
  expect(
    policy({ statement: { ...everybody, condition: [only(APP), only("arn:aws:iam::111111111111:role/x")] } }),
  ).toEqual(["allow", "deny"]);
});

test.each<[string, object]>([
  ["headers", { header_matches: { for_each: PARAMETER, content: { name: "a", match: { exact: "b" } } } }],
  ["a path", { path_match: { for_each: PARAMETER, content: { match: { exact: "/b" } } } }],
])("a rule that may ask for %s", (_, dynamic) => {
  const rule = (match: object) => (resource: Blocks) => {
    const { default_action } = resource.aws_vpclattice_listener?.l ?? {};
    set(resource, "aws_vpclattice_listener", "l", { default_action: { fixed_response: { status_code: 404 } } });
    set(resource, "aws_vpclattice_listener_rule", "r", {
      name: "r",
      priority: 1,
      service_identifier: ref("aws_vpclattice_service.s.id"),
      listener_identifier: ref("aws_vpclattice_listener.l.listener_id"),
      match: { http_match: match },
      action: default_action,
    });
  };
  expect(ask({ one: shop(rule({ method: "GET" })) }).outcome()).toBe("allow");
  expect(ask({ one: shop(rule({ method: "GET", dynamic })) }).outcome()).toBe("allow and unknown");
});

describe("security group rules that only apply tells", () => {
  const guarded = (ingress: unknown) => (resource: Blocks) => {
    set(resource, "aws_security_group", "g", { vpc_id: ref("aws_vpc.v.id"), ingress });
    const groups = { security_group_ids: [ref("aws_security_group.g.id")] };
    set(resource, "aws_vpclattice_service_network_vpc_association", "v", groups);
  };

  test.each<[string, unknown]>([
    ["all of them", PARAMETER],
    ["one of them", [PARAMETER]],
  ])("%s", (_, ingress) => {
    expect(ask({ one: shop(guarded([])) }).outcome()).toBe("deny");
    expect(ask({ one: shop(guarded(ingress)) }).outcome()).toBe("unknown");
  });

  test("whether the group itself is let in", () => {
    const rule = { protocol: "tcp", from_port: 443, to_port: 443 };
    const inside = (self: unknown) => (resource: Blocks) => {
      guarded([{ ...rule, self }])(resource);
      functionIn([ref("aws_subnet.v.id")], [ref("aws_security_group.g.id")])(resource);
      set(resource, "aws_security_group", "g", { egress: [{ ...rule, cidr_blocks: ["0.0.0.0/0"] }] });
    };
    expect(ask({ one: shop(inside(true)) }).outcome()).toBe("allow");
    expect(ask({ one: shop(inside(false)) }).outcome()).toBe("deny");
    expect(ask({ one: shop(inside(PARAMETER)) }).outcome()).toBe("unknown");
  });
});
