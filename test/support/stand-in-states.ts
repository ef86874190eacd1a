import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackLayout } from "../../stacks/layout";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What Terraform keeps of a stack's outputs, made from the outputs that the stack's own synthesized Terraform has. */
export function standInState(outdir: string, { id }: StackLayout): string {
  const text = readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8");
  const { output } = JSON.parse(text) as { output: Record<string, { value: Json }> };
  const outputs = Object.fromEntries(
    Object.entries(output).map(([name, { value }]) => {
      const known = knownValue(name, value);
      return [name, { value: known, type: typeOf(known) }];
    }),
  );
  return JSON.stringify({
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "3f0e6a52-9d2b-4a0e-8f31-000000000000",
    outputs,
    resources: [],
    check_results: null,
  });
}

/** References become values of the right shape, by the name of the field. */
function knownValue(name: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => knownValue(name, each));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, knownValue(key, each)]));
  }
  if (typeof value !== "string" || !value.includes("${")) return value;
  return samples[name] ?? `known-${name}`;
}

const samples: Readonly<Record<string, Json>> = {
  service_network_arn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
  service_network_id: "sn-0123456789abcdef0",
  share_arn: "arn:aws:ram:us-east-1:111111111111:resource-share/0f1e2d3c-0000-4000-8000-000000000000",
  arn: "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0",
  id: "svc-0123456789abcdef0",
  dns_name: "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-east-1.on.aws",
  hosted_zone_id: "Z0123456789ABCDEFGHIJ",
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: ["subnet-0123456789abcdef0"],
  client_security_group_id: "sg-0123456789abcdef0",
};

function typeOf(value: Json): Json {
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (typeof value === "object" && value !== null) {
    return ["object", Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeOf(each)]))];
  }
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : "string";
}
