import { isPartialText, isUnknown, type Text, textParts, type Unknown, unknown, type Value } from "../../value";
import { EncodedJson, firstUnknown, Namespace, type TfValue } from "../value";
import { encodeJson } from "./json";

/** The text that a value is in a template; undefined for a value that has no text, such as a list. */
export function toText(value: TfValue): Text | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (isUnknown(value) || isPartialText(value)) return value;
  return value instanceof EncodedJson ? encodeJson(value.data) : undefined;
}

/** Joins texts; what is known is joined at once. */
export function joinTexts(texts: readonly Text[]): Text {
  const parts: Value<string>[] = [];
  for (const part of texts.flatMap(textParts)) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (part !== "") parts.push(part);
  }
  const [only] = parts;
  if (parts.length === 0) return "";
  return only !== undefined && parts.length === 1 ? only : { kind: "partial", parts };
}

/** A text that must be known, or else the unknown in it. */
export function plain(text: Text): Value<string> {
  return isPartialText(text) ? (text.parts.find(isUnknown) ?? "") : text;
}

/** A value as a plain string, or else the unknown that it is or has in it; undefined when it is no text at all. */
export function stringOf(value: TfValue | undefined): Value<string> | undefined {
  if (value === undefined || value === null || value instanceof Namespace) return undefined;
  const text = toText(value);
  return text === undefined ? firstUnknown(value) : asString(plain(text));
}

/** An unknown that stands where a string is wanted. */
function asString(value: Value<string>): Value<string> {
  return isUnknown(value) && value.type !== "string" ? withType(value) : value;
}

function withType(value: Unknown): Unknown {
  return unknown("string", value.reason, value.origin, value.optional);
}
