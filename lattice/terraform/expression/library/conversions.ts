import { isPartialText, type Text } from "../../../value";
import { EncodedJson, isList, type TfValue } from "../../value";
import { ExpressionError } from "../cursor";
import { plainData } from "../json";
import { joinTexts, toText } from "../text";
import { list, type TfFunction, text } from "./arguments";

/** Functions that turn values into text or back, which may have unknown parts. */
export const CONVERSIONS: Readonly<Record<string, TfFunction>> = {
  jsonencode: (value) => encode(value ?? null),
  jsondecode: (value) => (value instanceof EncodedJson ? value.data : parse(text(value))),
  format: (pattern, ...args) => format(text(pattern), args),
  join: (separator, ...lists) =>
    join(
      text(separator),
      lists.flatMap((of) => [...list(of)]),
    ),
  tostring: (value) => (value === null ? null : textOf(value)),
  tonumber: (value) => (value === null ? null : Number(value)),
  tobool: (value) => (value === null ? null : value === true || value === "true"),
  sensitive: (value) => value ?? null,
  nonsensitive: (value) => value ?? null,
};

function encode(value: TfValue): TfValue {
  const data = plainData(value);
  // Terraform writes these three as escapes (`jsonencode`, "compatible with HTML").
  if (data === undefined) return new EncodedJson(value);
  return JSON.stringify(data).replace(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
}

function parse(json: string): TfValue {
  try {
    return JSON.parse(json) as TfValue;
  } catch {
    throw new ExpressionError("jsondecode() is given text that is not JSON");
  }
}

function textOf(value: TfValue | undefined): Text {
  const read = value === undefined ? undefined : toText(value);
  if (read === undefined) throw new ExpressionError("a function is given something else than text");
  return read;
}

function join(separator: string, items: readonly TfValue[]): Text {
  return joinTexts(items.flatMap((item, index) => (index > 0 ? [separator, textOf(item)] : [textOf(item)])));
}

/** The verbs that occur: `%s`, `%d`, `%v`, `%q`, `%%`, and numbers with leading zeros. */
function format(pattern: string, args: readonly TfValue[]): Text {
  let next = 0;
  const pieces = pattern.split(/(%(?:%|0?\d*[sdvq]))/);
  const texts = pieces.map((piece): Text => {
    const verb = /^%(0?)(\d*)([sdvq])$/.exec(piece);
    if (piece === "%%" || !verb) return piece === "%%" ? "%" : piece;
    return one(args[next++], verb);
  });
  return joinTexts(texts);
}

function one(value: TfValue | undefined, [, zero, width, verb]: RegExpExecArray): Text {
  const read = isList(value) ? JSON.stringify(value) : textOf(value);
  if (typeof read !== "string" || isPartialText(read)) return read;
  if (verb === "q") return JSON.stringify(read);
  return read.padStart(Number(width || 0), zero ? "0" : " ");
}
