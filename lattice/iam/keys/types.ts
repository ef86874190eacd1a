/** The types of condition keys, spelled as in the Service Authorization Reference. */
export type KeyType =
  | "String"
  | "ArrayOfString"
  | "ARN"
  | "ArrayOfARN"
  | "Numeric"
  | "Date"
  | "Bool"
  | "ArrayOfBool"
  | "IPAddress";

/** A condition key as it is documented. */
export interface ConditionKey {
  /** The documented spelling; a family of keys ends in `/`: `aws:PrincipalTag/`. */
  readonly name: string;
  readonly type: KeyType;
  /** The part after `/` is the user's own: a tag, a header, a query string parameter. Its values have no type. */
  readonly named?: boolean;
}

/** True when a request can hold several values of the key at once, so that a policy needs a set operator for it. */
export function isMultivalued(key: Pick<ConditionKey, "type">): boolean {
  return key.type.startsWith("ArrayOf");
}

/** The type of one value of the key. */
export function elementType(key: Pick<ConditionKey, "type">): Exclude<KeyType, `ArrayOf${string}`> {
  switch (key.type) {
    case "ArrayOfString":
      return "String";
    case "ArrayOfARN":
      return "ARN";
    case "ArrayOfBool":
      return "Bool";
    default:
      return key.type;
  }
}
