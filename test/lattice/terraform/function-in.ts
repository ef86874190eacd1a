import { type Blocks, ref, set } from "./shop";

/** Gives the shop a function that runs as its role, and a second VPC that is in no network. */
export function functionIn(subnet_ids: unknown, security_group_ids: unknown, name = "f") {
  return (resource: Blocks) => {
    set(resource, "aws_subnet", "v", { vpc_id: ref("aws_vpc.v.id") });
    set(resource, "aws_vpc", "other", { cidr_block: "10.1.0.0/16" });
    set(resource, "aws_subnet", "other", { vpc_id: ref("aws_vpc.other.id") });
    const role = ref("aws_iam_role.app.arn");
    set(resource, "aws_lambda_function", name, {
      function_name: name,
      role,
      vpc_config: { subnet_ids, security_group_ids },
    });
  };
}
