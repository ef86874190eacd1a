import type { Vpc } from "../../estate/network";
import { type Origin, unknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { keyOf, Links } from "./links";
import { accountOf, Externals, mayMean, type TerraformSet } from "./terraform-set";

/** Reads the VPCs; those that are only referred to are made on demand. */
export function readVpcs(set: TerraformSet): { readonly read: readonly Vpc[]; readonly externals: Externals<Vpc> } {
  const links = new Links<Vpc>();
  const read = set.map("aws_vpc", (instance) => {
    const vpcId = instance.text("id");
    const vpc: Vpc = {
      id: instance.id,
      origin: instance.origin(),
      vpcId,
      account: accountOf(instance),
      cidrs: cidrsOf(set, instance, vpcId),
    };
    links.add(vpc, vpcId);
    return vpc;
  });
  return { read, externals: new Externals(links, externalVpc) };
}

function cidrsOf(set: TerraformSet, instance: Instance, vpcId: Value<string>): readonly Value<string>[] {
  const own = ["cidr_block", "ipv6_cidr_block"].flatMap((name) => given(instance.argumentText(name)));
  const added = ["aws_vpc_ipv4_cidr_block_association", "aws_vpc_ipv6_cidr_block_association"].flatMap((type) =>
    set.of(type).flatMap((one) => {
      const of = one.text("vpc_id");
      const doubt = unknown("string", "only apply tells which VPC the block is of", one.origin("vpc_id"));
      if (keyOf(of) === keyOf(vpcId))
        return given(one.argumentText("cidr_block") ?? one.argumentText("ipv6_cidr_block"));
      return mayMean(one, of, instance) ? [doubt] : [];
    }),
  );
  const assigned = instance.argument("assign_generated_ipv6_cidr_block") === true && own.length < 2;
  const block = unknown("string", "the IPv6 block is assigned at apply", instance.origin("ipv6_cidr_block"));
  return [...own, ...added, ...(assigned ? [block] : [])];
}

function given(value: Value<string> | undefined): readonly Value<string>[] {
  return value === undefined || value === "" ? [] : [value];
}

/** A VPC that was not read belongs to whoever associates it: the association's account owns the VPC. */
function externalVpc(vpcId: Value<string>, id: string, origin: Origin): Vpc {
  const account = unknown("string", "the VPC is declared in Terraform that was not read", origin);
  return { id, origin, external: true, vpcId, account, cidrs: [] };
}
