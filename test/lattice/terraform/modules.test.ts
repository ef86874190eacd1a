import { ask, type Blocks, ref, type Stack, set, shop } from "./shop";

const call = (arguments_: object) => (_: Blocks, stack: Stack) => {
  stack.module = { rules: { source: "./assets/m", ...arguments_ } };
};
const id = (type: string, name: string, attribute = "id") => ref(`${type}.${name}.${attribute}`);

test("a module that is not read is said not to be", () => {
  const { read, outcome } = ask({ one: shop(call({ size: 3 })) });
  expect(outcome()).toBe("allow");
  expect(read.assumptions).toEqual([
    expect.stringMatching(/^module\.rules in .*stacks\/one\/cdk\.tf\.json \(\.\/assets\/m\) is not read: what it gets/),
  ]);
});

describe("what a module gets may be changed by it", () => {
  test.each<[string, (resource: Blocks) => void, object]>([
    [
      "a security group",
      (resource) => {
        set(resource, "aws_security_group", "g", { vpc_id: id("aws_vpc", "v") });
        const groups = { security_group_ids: [id("aws_security_group", "g")] };
        set(resource, "aws_vpclattice_service_network_vpc_association", "v", groups);
      },
      { sg: id("aws_security_group", "g") },
    ],
    [
      "a role",
      (resource) => delete resource.aws_iam_role_policy,
      { roles: [{ name: id("aws_iam_role", "app", "name") }] },
    ],
    [
      "a service without a listener",
      (resource) => delete resource.aws_vpclattice_listener,
      { it: ref("aws_vpclattice_service.s") },
    ],
    [
      "a service without a policy",
      (resource) => delete resource.aws_vpclattice_auth_policy?.s,
      { arn: id("aws_vpclattice_service", "s", "arn") },
    ],
    [
      "a service without a network",
      (resource) => delete resource.aws_vpclattice_service_network_service_association,
      { service: id("aws_vpclattice_service", "s") },
    ],
    [
      "a network without a VPC",
      (resource) => delete resource.aws_vpclattice_service_network_vpc_association,
      { network: id("aws_vpclattice_service_network", "n"), vpc: id("aws_vpc", "v") },
    ],
  ])("%s", (_, change, arguments_) => {
    const one = (passed: object) =>
      shop((resource, stack) => {
        change(resource);
        call(passed)(resource, stack);
      });
    expect(ask({ one: one({}) }).outcome()).toBe("deny");
    expect(ask({ one: one(arguments_) }).outcome()).toBe("unknown");
  });

  test("a listener", () => {
    const listener = { listener: id("aws_vpclattice_listener", "l", "listener_id") };
    expect(ask({ one: shop(call(listener)) }).outcome()).toBe("unknown");
  });

  test("by for_each, too", () => {
    const passed = { for_each: ref('toset(["a"])'), name: ref("each.key"), service: id("aws_vpclattice_service", "s") };
    expect(ask({ one: shop(call(passed)) }).outcome()).toBe("allow");
  });
});
