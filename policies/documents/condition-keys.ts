/**
 * The condition keys of VPC Lattice with their types (Service Authorization Reference, "Amazon VPC Lattice Services";
 * VPC Lattice User Guide, auth policies), and the global keys that make sense in an auth policy.
 */
export type KeyType = "string" | "numeric" | "arn" | "boolean" | "address" | "stringArray";

const keyTypes: readonly (readonly [pattern: RegExp, type: KeyType])[] = [
  [/^vpc-lattice-svcs:Port$/, "numeric"],
  [/^vpc-lattice-svcs:RequestMethod$/, "string"],
  [/^vpc-lattice-svcs:RequestPath$/, "string"],
  [/^vpc-lattice-svcs:RequestHeader\/[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "string"],
  [/^vpc-lattice-svcs:RequestQueryString\/.+$/, "stringArray"],
  [/^vpc-lattice-svcs:(ServiceNetworkArn|ServiceArn)$/, "arn"],
  [/^vpc-lattice-svcs:(SourceVpc|SourceVpcOwnerAccount)$/, "string"],
  [/^aws:(PrincipalOrgID|PrincipalAccount|PrincipalType)$/, "string"],
  [/^aws:PrincipalOrgPaths$/, "stringArray"],
  [/^aws:PrincipalArn$/, "arn"],
  [/^aws:(PrincipalTag|ResourceTag)\/.+$/, "string"],
  [/^aws:SourceIp$/, "address"],
];

/** Keys as they are written, for messages. */
export const knownKeys =
  "vpc-lattice-svcs: Port, RequestMethod, RequestPath, RequestHeader/NAME, RequestQueryString/NAME, ServiceNetworkArn, " +
  "ServiceArn, SourceVpc, SourceVpcOwnerAccount; aws: PrincipalOrgID, PrincipalOrgPaths, PrincipalAccount, PrincipalArn, " +
  "PrincipalType, PrincipalTag/NAME, ResourceTag/NAME, SourceIp";

/** The type of a condition key; undefined for a key that VPC Lattice does not have. */
export function keyType(key: string): KeyType | undefined {
  return keyTypes.find(([pattern]) => pattern.test(key))?.[1];
}

/** An operator for each type of value, for messages. */
const examples: Readonly<Record<KeyType, string>> = {
  string: "StringEquals",
  numeric: "NumericEquals",
  arn: "ArnLike",
  boolean: "Bool",
  address: "IpAddress",
  stringArray: "ForAnyValue:StringEquals",
};

const families: readonly (readonly [operator: RegExp, types: readonly KeyType[]])[] = [
  [/^String(Not)?(Equals|EqualsIgnoreCase|Like)$/, ["string", "arn", "stringArray"]],
  [/^Arn(Not)?(Equals|Like)$/, ["arn"]],
  [/^Numeric(Not)?Equals$|^Numeric(Less|Greater)Than(Equals)?$/, ["numeric"]],
  [/^Bool$/, ["boolean"]],
  [/^(Not)?IpAddress$/, ["address"]],
  [/^Null$/, ["string", "numeric", "arn", "boolean", "address", "stringArray"]],
];

/** What is wrong with using this operator on this key, in words; undefined if nothing is. */
export function conditionProblem(operator: string, key: string): string | undefined {
  const type = keyType(key);
  if (type === undefined) return `a condition key of VPC Lattice: ${knownKeys}`;
  const [, qualifier, name = ""] = /^(ForAnyValue:|ForAllValues:)?(.*?)(?:IfExists)?$/.exec(operator) ?? [];
  const family = families.find(([pattern]) => pattern.test(name));
  if (!family) return "an operator of IAM: String…, Arn…, Numeric…, Bool, IpAddress or Null";
  if (!family[1].includes(type)) return `an operator that fits ${key}, such as ${examples[type]}`;
  if (type === "stringArray" && qualifier === undefined && name !== "Null") {
    return `ForAnyValue:${operator} or ForAllValues:${operator}, since ${key} has several values`;
  }
  return undefined;
}
