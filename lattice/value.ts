/** Where something stands in the Terraform that was read. */
export interface Origin {
  /** The file, as the user named it: `cdktf.out/stacks/producer-orders/cdk.tf.json`, `plan.json`. */
  readonly file: string;
  /** The Terraform address, with the attribute where one is meant: `aws_vpclattice_auth_policy.orders.policy`. */
  readonly address: string;
}

/** The type that an unknown value has once it is known. */
export type UnknownType = "string" | "number" | "boolean" | "list" | "object";

/**
 * A value that cannot be known from the Terraform alone, such as an attribute that AWS assigns at apply.
 * It stands where the value would stand, and never turns into an empty string: a decision that depends on it is
 * `unknown` and names this origin.
 */
export interface Unknown {
  readonly kind: "unknown";
  readonly type: UnknownType;
  /** Why it is unknown, as the end of a sentence: `known after apply`, `variable without a value`. */
  readonly reason: string;
  readonly origin: Origin;
  /** True when the value may turn out to be absent altogether, not only different. Default: false. */
  readonly optional?: boolean;
  /** What the value begins with, where that is known. */
  readonly beginning?: string;
}

/** A value, or the fact that it is unknown. */
export type Value<T> = T | Unknown;

/** A string of which some parts are unknown: `arn:aws:iam::` + unknown + `:role/web`. */
export interface PartialText {
  readonly kind: "partial";
  readonly parts: readonly Value<string>[];
}

/** A string that may be unknown, in whole or in part. */
export type Text = Value<string> | PartialText;

/** Makes an unknown of the given type. */
export function unknown(type: UnknownType, reason: string, origin: Origin, optional = false): Unknown {
  return optional ? { kind: "unknown", type, reason, origin, optional } : { kind: "unknown", type, reason, origin };
}

/** True for an {@link Unknown}; false for every known value. */
export function isUnknown(value: unknown): value is Unknown {
  return hasKind(value, "unknown");
}

/** True for a {@link PartialText}. */
export function isPartialText(value: unknown): value is PartialText {
  return hasKind(value, "partial");
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** The parts of a text, known and unknown, in order. */
export function textParts(text: Text): readonly Value<string>[] {
  return isPartialText(text) ? text.parts : [text];
}

/** How an unknown reads in a message: `known after apply (aws_iam_role.web.arn in plan.json)`. */
export function describeUnknown(value: Unknown): string {
  return `${value.reason} (${value.origin.address} in ${value.origin.file})`;
}

/** How a text reads in a message, with `<unknown>` where a part is not known. */
export function describeText(text: Text): string {
  return textParts(text)
    .map((part) => (isUnknown(part) ? "<unknown>" : part))
    .join("");
}
