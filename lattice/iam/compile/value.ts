import { FALSE, TRUE, type Tri, UNKNOWN } from "../../tri";
import { isUnknown } from "../../value";
import { readDate } from "../operators/date";
import { inCidr, readAddress, readCidr } from "../operators/ip";
import { type BaseOperator, OPERATORS } from "../operators/names";
import { type Comparison, compare, readNumber } from "../operators/number";
import { readBase64 } from "../operators/text";
import { arnTest } from "../pattern/arn";
import { compilePattern, type Matcher } from "../pattern/matcher";
import { literalText, type Pattern } from "../pattern/pattern";
import { compileAny } from "./patterns";

/**
 * Compiles what an operator asks of one value of the request: that it matches at least one value of the policy.
 * A negated operator is compiled as its positive form; the condition turns the answer around.
 */
export function compileValues(base: BaseOperator, values: readonly Pattern[]): Matcher {
  switch (OPERATORS[base].family) {
    case "Numeric":
      return typed(values, readNumber, readNumber, comparing(base));
    case "Date":
      return typed(values, readDate, readDate, comparing(base));
    case "IpAddress":
      return typed(values, readCidr, readAddress, (actual, range) => inCidr(range, actual));
    case "Binary":
      return typed(values, readBase64, readBase64, (actual, wanted) => actual === wanted);
    case "ARN":
      return compileAny(values.map((value) => compilePattern(value, { test: arnTest })));
    default:
      return strings(values, base === "Bool" || base.endsWith("IgnoreCase"));
  }
}

/** Many plain strings are looked up at once, since a policy may well list a hundred of them. */
function strings(values: readonly Pattern[], fold: boolean): Matcher {
  const texts = values.map(literalText);
  if (values.length < 4 || texts.includes(undefined)) {
    return compileAny(values.map((value) => compilePattern(value, { fold })));
  }
  const wanted = new Set(texts.flatMap((text) => (text === undefined ? [] : [fold ? text.toLowerCase() : text])));
  return (value) => {
    if (isUnknown(value)) return UNKNOWN;
    return wanted.has(fold ? value.toLowerCase() : value) ? TRUE : FALSE;
  };
}

/** A value of the request that is not of the operator's type matches nothing. */
function typed<W, A>(
  values: readonly Pattern[],
  readWanted: (text: string) => W | undefined,
  readActual: (text: string) => A | undefined,
  test: (actual: A, wanted: W) => boolean,
): Matcher {
  const texts = values.map(literalText);
  const wanted = texts.flatMap((text) => (text === undefined ? [] : (readWanted(text) ?? [])));
  const rest: Tri = texts.includes(undefined) ? UNKNOWN : FALSE;
  return (value) => {
    if (isUnknown(value)) return UNKNOWN;
    const actual = readActual(value);
    if (actual === undefined) return FALSE;
    return wanted.some((one) => test(actual, one)) ? TRUE : rest;
  };
}

const COMPARISONS: readonly Comparison[] = ["LessThanEquals", "LessThan", "GreaterThanEquals", "GreaterThan", "Equals"];

function comparing(base: BaseOperator): (actual: number, wanted: number) => boolean {
  const comparison = COMPARISONS.find((candidate) => base.endsWith(candidate)) ?? "Equals";
  return (actual, wanted) => compare(comparison, actual, wanted);
}
