/** Reads an integer or decimal number as a policy or a request writes it; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** How the numeric and date operators compare, by the end of their name; the negated form is handled by the caller. */
export type Comparison = "Equals" | "LessThan" | "LessThanEquals" | "GreaterThan" | "GreaterThanEquals";

/** Whether a value of the request stands in the given relation to a value of the policy. */
export function compare(comparison: Comparison, actual: number, wanted: number): boolean {
  switch (comparison) {
    case "Equals":
      return actual === wanted;
    case "LessThan":
      return actual < wanted;
    case "LessThanEquals":
      return actual <= wanted;
    case "GreaterThan":
      return actual > wanted;
    case "GreaterThanEquals":
      return actual >= wanted;
  }
}
