import { GLOBAL_KEYS } from "../../lattice/iam/keys/global";
import { LATTICE_KEYS } from "../../lattice/iam/keys/lattice";
import { type ConditionKey, elementType, isMultivalued, type KeyType } from "../../lattice/iam/keys/types";
import { OPERATORS, type OperatorFamily, readOperator } from "../../lattice/iam/operators/names";

/** The global keys that make sense in an auth policy: all that VPC Lattice documents (User Guide, auth policies; SAR). */
const globalNames: readonly string[] = [
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalType",
  "aws:PrincipalTag/",
  "aws:ResourceTag/",
  "aws:SourceIp",
];

const keys: readonly ConditionKey[] = [
  ...LATTICE_KEYS,
  ...GLOBAL_KEYS.filter(({ name }) => globalNames.includes(name)),
];

/** Keys as they are written, for messages. */
export const knownKeys = ["vpc-lattice-svcs", "aws"]
  .map((service) => `${service}: ${namesOf(service).join(", ")}`)
  .join("; ");

function namesOf(service: string): string[] {
  const own = keys.filter(({ name }) => name.startsWith(`${service}:`));
  return own.map(({ name, named }) => `${name.slice(service.length + 1)}${named ? "NAME" : ""}`);
}

/** The type of a condition key, spelled as in the Service Authorization Reference; undefined for a key that VPC Lattice does not have. */
export function keyType(key: string): KeyType | undefined {
  return find(key)?.type;
}

function find(key: string): ConditionKey | undefined {
  return keys.find(({ name, named }) =>
    named ? key.startsWith(name) && isPart(name, key.slice(name.length)) : key === name,
  );
}

/** The part behind the slash: a header's name has an alphabet of its own (RFC 9110, token). */
function isPart(name: string, part: string): boolean {
  return name.endsWith("RequestHeader/") ? /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(part) : part !== "";
}

/** What the operators of a family may compare, and one to propose. */
const families: Readonly<Record<OperatorFamily, readonly KeyType[]>> = {
  String: ["String", "ARN"],
  ARN: ["ARN"],
  Numeric: ["Numeric"],
  IpAddress: ["IPAddress"],
  Bool: ["Bool"],
  Date: ["Date"],
  Binary: [],
  Null: ["String", "ARN", "Numeric", "IPAddress", "Bool", "Date"],
};

const examples: Readonly<Partial<Record<KeyType, string>>> = {
  ARN: "ArnLike",
  Numeric: "NumericEquals",
  IPAddress: "IpAddress",
  ArrayOfString: "ForAnyValue:StringEquals",
};

/** What is wrong with using this operator on this key, in words; undefined if nothing is. */
export function conditionProblem(operator: string, key: string): string | undefined {
  const found = find(key);
  if (!found) return `a condition key of VPC Lattice: ${knownKeys}`;
  const read = readOperator(operator);
  if (!read) return "an operator of IAM: String…, Arn…, Numeric…, Bool, IpAddress or Null";
  const { family } = OPERATORS[read.base];
  if (!families[family].includes(elementType(found))) {
    return `an operator that fits ${key}, such as ${examples[found.type] ?? "StringEquals"}`;
  }
  if (isMultivalued(found) && read.qualifier === undefined && family !== "Null") {
    return `ForAnyValue:${operator} or ForAllValues:${operator}, since ${key} has several values`;
  }
  return undefined;
}
