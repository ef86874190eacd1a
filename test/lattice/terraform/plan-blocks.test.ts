import { GivenAccounts } from "../../../lattice/terraform/given-accounts";
import { planInstances } from "../../../lattice/terraform/plan/plan-instances";

/** A group as `terraform show -json` has it where a `dynamic` block makes the rules: without expressions of them. */
const plan = {
  format_version: "1.2",
  resource_changes: [
    {
      address: "aws_security_group.g",
      mode: "managed",
      type: "aws_security_group",
      name: "g",
      change: {
        actions: ["create"],
        after: { ingress: [{ protocol: "tcp", from_port: 443, to_port: 443 }] },
        after_unknown: { id: true, egress: true, ingress: [{ security_groups: true }] },
      },
    },
  ],
  configuration: {
    root_module: {
      resources: [{ address: "aws_security_group.g", expressions: { name: { constant_value: "g" } } }],
    },
  },
};

test("what a dynamic block leaves open in a plan is unknown, and not left out", () => {
  const [group] = planInstances("one", "plan.json", plan, new GivenAccounts());
  expect(group?.argument("ingress")).toEqual([
    { protocol: "tcp", from_port: 443, to_port: 443, security_groups: expect.objectContaining({ kind: "unknown" }) },
  ]);
});

test("what a resource computes by itself is not set", () => {
  const [group] = planInstances("one", "plan.json", plan, new GivenAccounts());
  expect(group?.argument("egress")).toBeUndefined();
  expect(group?.argument("id")).toBeUndefined();
});
