import { FALSE, not, TRUE, type Tri } from "../../tri";
import type { ParsedPatterns } from "../parse/parsed";
import { compilePattern, type Matcher, type MatchOptions } from "../pattern/matcher";

/** Compiles patterns of which one must match, as in a list of actions, resources or condition values. */
export function compileAny(matchers: readonly Matcher[]): Matcher {
  const [only] = matchers;
  if (only && matchers.length === 1) return only;
  return (value, context) => {
    let result: Tri = FALSE;
    for (const matcher of matchers) {
      const one = matcher(value, context);
      if (one === TRUE) return TRUE;
      if (one > result) result = one;
    }
    return result;
  };
}

/** Compiles `Action`, `NotAction`, `Resource` or `NotResource`. */
export function compilePatterns(parsed: ParsedPatterns, options: MatchOptions = {}): Matcher {
  const any = compileAny(parsed.patterns.map((pattern) => compilePattern(pattern, options)));
  return parsed.negated ? (value, context) => not(any(value, context)) : any;
}
