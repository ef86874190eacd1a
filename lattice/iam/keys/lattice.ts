import type { ConditionKey } from "./types";

/** A condition key of VPC Lattice's data plane. */
export interface LatticeKey extends ConditionKey {
  /** Present in `vpc-lattice-svcs:Connect` requests too. All are present in `vpc-lattice-svcs:Invoke`. */
  readonly connect: boolean;
}

/**
 * The condition keys of VPC Lattice, all present for anonymous callers too.
 * Sources: VPC Lattice User Guide, "Auth policies"; Service Authorization Reference, "VPC Lattice Services".
 */
export const LATTICE_KEYS = [
  { name: "vpc-lattice-svcs:Port", type: "Numeric", connect: true },
  { name: "vpc-lattice-svcs:RequestHeader/", type: "String", named: true, connect: false },
  { name: "vpc-lattice-svcs:RequestMethod", type: "String", connect: false },
  { name: "vpc-lattice-svcs:RequestPath", type: "String", connect: false },
  { name: "vpc-lattice-svcs:RequestQueryString/", type: "ArrayOfString", named: true, connect: false },
  { name: "vpc-lattice-svcs:ServiceArn", type: "ARN", connect: true },
  { name: "vpc-lattice-svcs:ServiceNetworkArn", type: "ARN", connect: true },
  { name: "vpc-lattice-svcs:SourceVpc", type: "String", connect: true },
  { name: "vpc-lattice-svcs:SourceVpcOwnerAccount", type: "String", connect: true },
] as const satisfies readonly LatticeKey[];

/** The name of a VPC Lattice condition key; a family of keys ends in `/`. */
export type LatticeKeyName = (typeof LATTICE_KEYS)[number]["name"];
