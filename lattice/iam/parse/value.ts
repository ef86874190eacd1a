import { readDate } from "../operators/date";
import { readCidr } from "../operators/ip";
import type { Operator } from "../operators/names";
import { OPERATORS, type OperatorFamily } from "../operators/names";
import { readNumber } from "../operators/number";
import { readBase64, readBool } from "../operators/text";
import type { Pattern } from "../pattern/pattern";
import { readPattern } from "./pattern";
import { at, show } from "./problem";
import { type Reader, type ReadText, readText } from "./reader";

interface ValueForm {
  readonly allowed: string;
  readonly valid: (text: string) => boolean;
}

const ANYTHING: ValueForm = { allowed: "text", valid: () => true };
const FORMS: Readonly<Record<OperatorFamily, ValueForm>> = {
  String: ANYTHING,
  Numeric: { allowed: "a number such as 443", valid: (text) => readNumber(text) !== undefined },
  Date: {
    allowed: 'a date such as "2026-11-22T10:00:00Z" or epoch seconds',
    valid: (text) => readDate(text) !== undefined,
  },
  Bool: { allowed: '"true" or "false"', valid: (text) => readBool(text) !== undefined },
  Binary: { allowed: "base64", valid: (text) => readBase64(text) !== undefined },
  IpAddress: {
    allowed: 'an IP address or a range such as "10.0.0.0/8"',
    valid: (text) => readCidr(text) !== undefined,
  },
  ARN: { allowed: 'an ARN, with "*" and "?" as wildcards', valid: (text) => /^(?:arn:|[*?])/.test(text) },
  Null: {
    allowed: '"true" (the key is absent) or "false" (it is present)',
    valid: (text) => readBool(text) !== undefined,
  },
};

/** Reads the values of one key in a condition. Reports those that the operator cannot compare. */
export function readValues(reader: Reader, pointer: string, value: unknown, operator: Operator): readonly Pattern[] {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) {
    reader.problems.error(pointer, "an empty list", "at least one value", "Add a value, or remove the key.");
  }
  return items.flatMap((item, index) => {
    const where = Array.isArray(value) ? at(pointer, index) : pointer;
    const pattern = readValue(reader, where, item, operator);
    return pattern ? [pattern] : [];
  });
}

function readValue(reader: Reader, pointer: string, item: unknown, operator: Operator): Pattern | undefined {
  const plain = typeof item === "number" || typeof item === "boolean" ? String(item) : item;
  const text = readText(reader, pointer, plain);
  const { family, variables } = OPERATORS[operator.base];
  if (!text) {
    reader.problems.error(pointer, show(item), FORMS[family].allowed, "Write one value or a list of values.");
    return undefined;
  }
  const wildcards = operator.base.endsWith("Like") || family === "ARN";
  const pattern = readPattern(reader, text, { wildcards, variables });
  checkForm(reader, text, pattern, operator);
  return pattern;
}

function checkForm(reader: Reader, text: ReadText, pattern: Pattern, operator: Operator): void {
  const { family, variables } = OPERATORS[operator.base];
  const { allowed, valid } = FORMS[family];
  const fixed = pattern.parts.every((part) => part.kind !== "variable" && part.kind !== "hole");
  if (!fixed || valid(text.text)) return;
  const replaced = !variables && reader.variables && text.text.includes("${");
  const remedy = replaced
    ? `${operator.base} does not replace policy variables.`
    : `${operator.base} could never match it: correct the value.`;
  reader.problems.error(text.pointer, show(text.text), allowed, remedy);
}
