import { closest } from "fastest-levenshtein";
import { isUnknown, type Unknown } from "../../value";
import { findKey, type NamedKey, nearestKey } from "../keys/find";
import { isMultivalued } from "../keys/types";
import { fittingFamilies, operatorFit } from "../operators/fit";
import { OPERATORS, type Operator, readOperator } from "../operators/names";
import type { ParsedCondition } from "./parsed";
import { at, list, show } from "./problem";
import { isRecord, type Reader } from "./reader";
import { readValues } from "./value";

/** The conditions of a statement, and what of them is not known. */
export interface ReadConditions {
  readonly conditions: readonly ParsedCondition[];
  readonly unknowns: readonly Unknown[];
}

/** Reads `Condition` (IAM User Guide, "IAM JSON policy elements: Condition"). All conditions must hold. */
export function readConditions(reader: Reader, pointer: string, value: unknown): ReadConditions {
  if (value === undefined) return { conditions: [], unknowns: [] };
  if (isUnknown(value)) return { conditions: [], unknowns: [value] };
  if (!isRecord(value)) {
    reader.problems.error(
      pointer,
      show(value),
      "an object of operators",
      'Write { "StringEquals": { "key": "value" } }.',
    );
    return { conditions: [], unknowns: [] };
  }
  const read = Object.entries(value).map(([name, keys]) => readOperatorBlock(reader, at(pointer, name), name, keys));
  return { conditions: read.flatMap((one) => one.conditions), unknowns: read.flatMap((one) => one.unknowns) };
}

function readOperatorBlock(reader: Reader, pointer: string, name: string, keys: unknown): ReadConditions {
  const operator = readOperator(name);
  if (!operator) reportOperator(reader, pointer, name);
  if (isUnknown(keys)) return { conditions: [], unknowns: [keys] };
  if (!isRecord(keys)) {
    reader.problems.error(pointer, show(keys), "an object of condition keys", 'Write { "key": "value" }.');
    return { conditions: [], unknowns: [] };
  }
  const known = Object.entries(keys).filter(([key]) => !reader.parts(key).some(isUnknown));
  const read = known.map(([key, value]) => readCondition(reader, at(pointer, key), { name, operator, key, value }));
  const unknowns = Object.keys(keys).flatMap((key) => reader.parts(key).filter(isUnknown));
  return { conditions: read.flatMap((condition) => condition ?? []), unknowns };
}

interface RawCondition {
  readonly name: string;
  readonly operator: Operator | undefined;
  readonly key: string;
  readonly value: unknown;
}

function readCondition(reader: Reader, pointer: string, raw: RawCondition): ParsedCondition | undefined {
  const key = findKey(raw.key);
  if (!key) {
    const remedy = `Correct the key: did you mean "${nearestKey(raw.key)}"?`;
    reader.problems.error(pointer, `the condition key "${raw.key}"`, "a condition key that AWS documents", remedy);
  } else if (key.spelling !== raw.key) {
    const remedy =
      "IAM ignores the case, but the VPC Lattice guide calls condition keys case-sensitive: use its spelling.";
    reader.problems.warn(pointer, `the condition key "${raw.key}"`, `"${key.spelling}"`, remedy);
  }
  if (!raw.operator) return undefined;
  const values = readValues(reader, pointer, raw.value, raw.operator);
  if (!key) return undefined;
  checkFit(reader, pointer, raw.name, raw.operator, key);
  return { pointer, name: raw.name, operator: raw.operator, key, values };
}

function checkFit(reader: Reader, pointer: string, name: string, operator: Operator, key: NamedKey): void {
  const { family } = OPERATORS[operator.base];
  const found = `${name} on ${key.spelling}, a key of type ${key.type}`;
  const fitting = operatorFit(family, key);
  const families = `an operator of the kind ${list(fittingFamilies(key))}`;
  if (fitting === "never")
    reader.problems.error(pointer, found, families, "It could never match: use an operator that fits the key.");
  if (fitting === "odd")
    reader.problems.warn(
      pointer,
      found,
      families,
      "It compares the plain text of the value: use an operator that fits the key.",
    );
  if (isMultivalued(key) && !operator.qualifier && family !== "Null") {
    const remedy = "AWS does not say what happens when a request has several values.";
    reader.problems.warn(pointer, found, `ForAnyValue:${name} or ForAllValues:${name}`, remedy);
  }
  if (!isMultivalued(key) && operator.qualifier) {
    const remedy = "A set operator on a key with one value can be overly permissive: remove it.";
    reader.problems.warn(pointer, found, `"${name.slice(operator.qualifier.length + 1)}"`, remedy);
  }
}

function reportOperator(reader: Reader, pointer: string, name: string): void {
  const prefix = /^For(?:AnyValue|AllValues):/.exec(name)?.[0] ?? "";
  const names = Object.keys(OPERATORS).flatMap((base) => [base, `${base}IfExists`]);
  const meant =
    prefix +
    closest(
      name.slice(prefix.length),
      names.filter((candidate) => candidate !== "NullIfExists"),
    );
  reader.problems.error(
    pointer,
    `the condition operator "${name}"`,
    "an operator of the IAM policy language",
    `Did you mean "${meant}"?`,
  );
}
