import type { ConditionKey, KeyType } from "../keys/types";
import { elementType } from "../keys/types";
import type { OperatorFamily } from "./names";

type ElementType = Exclude<KeyType, `ArrayOf${string}`>;

/** How well an operator fits a key: `odd` works on the text of the value, `never` can never match. */
export type Fit = "good" | "odd" | "never";

const GOOD: Readonly<Record<OperatorFamily, readonly ElementType[]>> = {
  String: ["String", "ARN"],
  Numeric: ["Numeric", "Date"],
  Date: ["Date"],
  Bool: ["Bool"],
  Binary: ["String"],
  IpAddress: ["IPAddress"],
  ARN: ["ARN"],
  Null: ["String", "ARN", "Numeric", "Date", "Bool", "IPAddress"],
};

/** The operator families to use with a key, for messages. */
export function fittingFamilies(key: ConditionKey): readonly OperatorFamily[] {
  const type = elementType(key);
  return (Object.keys(GOOD) as OperatorFamily[]).filter((family) => family !== "Binary" && GOOD[family].includes(type));
}

/**
 * Whether an operator of the family can be used with the key. Keys that a user names (tags, headers, query strings)
 * hold text of any kind and take every operator. Source: IAM Access Analyzer, policy check "Type mismatch".
 */
export function operatorFit(family: OperatorFamily, key: ConditionKey): Fit {
  const type = elementType(key);
  if (key.named || GOOD[family].includes(type)) return "good";
  if (family === "String") return "odd";
  // Some keys that hold an ARN are documented as String, such as aws:SourceVpcArn.
  if (family === "ARN" && type === "String") return key.name.endsWith("Arn") ? "good" : "odd";
  return "never";
}
