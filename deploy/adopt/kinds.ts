import { ec2Kinds } from "./find/ec2";
import { otherKinds } from "./find/others";
import { ramKinds } from "./find/ram";
import { route53Kinds } from "./find/route53";
import { latticeKinds } from "./find/vpc-lattice";
import type { Kind } from "./kind";

/** Every type of resource that a stack can make, and how it is taken in. A test holds it against modules and stacks. */
export const kinds: Readonly<Record<string, Kind>> = {
  ...latticeKinds,
  // PutAuthPolicy, RegisterTargets: what is there already is what is asked for (VPC Lattice API).
  aws_vpclattice_auth_policy: { again: true },
  aws_vpclattice_target_group_attachment: { again: true },
  ...ramKinds,
  ...ec2Kinds,
  ...route53Kinds,
  ...otherKinds,
};

/** How the resource at an address is taken in; undefined for a type that nobody described. */
export function kindOf(address: string): Kind | undefined {
  return kinds[typeOf(address)];
}

/** The type of the resource at an address. */
export function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}
