import { every, FALSE, not, some, TRUE, type Tri, tri, UNKNOWN } from "../../tri";
import { isUnknown, type Unknown, type Value } from "../../value";
import { OPERATORS } from "../operators/names";
import type { ParsedCondition } from "../parse/parsed";
import { literalText } from "../pattern/pattern";
import type { ContextValue, RequestContext } from "../request";
import { compileValues } from "./value";

/** Decides whether one condition holds for a request. */
export type ConditionTest = (context: RequestContext) => Tri;

/** Compiles one operator with one key. */
export function compileCondition(condition: ParsedCondition): ConditionTest {
  const { base, qualifier } = condition.operator;
  if (base === "Null") return compileNull(condition);
  if (qualifier === "ForAllValues") return compileForAll(condition);
  return qualifier === "ForAnyValue" ? compileForAny(condition) : compileSingle(condition);
}

type ValueTest = (value: Value<string>, context: RequestContext) => Tri;

function valueTest(condition: ParsedCondition): ValueTest {
  const matches = compileValues(condition.operator.base, condition.values);
  return OPERATORS[condition.operator.base].negated ? (value, context) => not(matches(value, context)) : matches;
}

/**
 * Without a set operator: an absent key fails the condition, unless the operator is negated or ends in `IfExists`.
 * AWS requires a set operator for a key with several values and does not say what happens without one.
 */
function compileSingle(condition: ParsedCondition): ConditionTest {
  const test = valueTest(condition);
  const { base, ifExists } = condition.operator;
  const absent = tri(ifExists || OPERATORS[base].negated);
  const key = condition.key.lookup;
  return (context) => {
    const found = context.get(key);
    if (found === undefined) return absent;
    if (typeof found === "string") return test(found, context);
    if (isUnknown(found)) return orAbsent(found, test(found, context), absent);
    const [only] = found;
    if (only === undefined) return absent;
    return found.length === 1 ? test(only, context) : UNKNOWN;
  };
}

/** `ForAnyValue`: one value of the request must satisfy the operator; false when the key is absent. */
function compileForAny(condition: ParsedCondition): ConditionTest {
  const test = valueTest(condition);
  const absent = tri(condition.operator.ifExists);
  const key = condition.key.lookup;
  return (context) => {
    const found = context.get(key);
    if (found === undefined) return absent;
    if (isUnknown(found)) return orAbsent(found, test(found, context), absent);
    const values = valuesOf(found);
    return values.length === 0 ? absent : some(values, (value) => test(value, context));
  };
}

/**
 * `ForAllValues`: every value of the request must satisfy the operator. True when the key is absent "or if the context
 * key value resolves to a null dataset, such as an empty string" (IAM User Guide, "Multivalued ARN condition
 * operators"). One table of that page says otherwise for `ForAllValues:StringNotLike`; its text says it three times.
 */
function compileForAll(condition: ParsedCondition): ConditionTest {
  const test = valueTest(condition);
  const key = condition.key.lookup;
  return (context) => {
    const found = context.get(key);
    if (found === undefined) return TRUE;
    if (isUnknown(found)) return orAbsent(found, test(found, context), TRUE);
    const values = valuesOf(found);
    return isEmpty(values) ? TRUE : every(values, (value) => test(value, context));
  };
}

/** `Null`: `true` asks that the key is absent or without a value, `false` that it is present with one. */
function compileNull(condition: ParsedCondition): ConditionTest {
  const key = condition.key.lookup;
  const texts = condition.values.map((value) => literalText(value)?.toLowerCase());
  const wanted = (absent: boolean): Tri =>
    texts.includes(String(absent)) ? TRUE : texts.includes(undefined) ? UNKNOWN : FALSE;
  const whenAbsent = wanted(true);
  const whenPresent = wanted(false);
  return (context) => {
    const found = context.get(key);
    if (found === undefined) return whenAbsent;
    if (isUnknown(found)) return orAbsent(found, whenPresent, whenAbsent);
    return isEmpty(valuesOf(found)) ? whenAbsent : whenPresent;
  };
}

/** The answer for a value that is unknown and, when it may also be absent, has to agree with the answer for that. */
function orAbsent(value: Unknown, present: Tri, absent: Tri): Tri {
  const certain = !value.optional && value.type !== "list";
  return certain || present === absent ? present : UNKNOWN;
}

function valuesOf(found: Exclude<ContextValue, Unknown>): readonly Value<string>[] {
  return typeof found === "string" ? [found] : found;
}

function isEmpty(values: readonly Value<string>[]): boolean {
  return values.every((value) => value === "");
}
