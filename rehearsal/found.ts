import type { Ending } from "../deploy/outcome";

/** What a step found: what it did, and what is not as it should be. */
export interface Found {
  readonly result: string;
  readonly problems: readonly string[];
}

export const interrupted: Found = { result: "", problems: ["interrupted"] };

/** A step that threw. */
export function failed(error: unknown): Found {
  return { result: "", problems: [error instanceof Error ? error.message : String(error)] };
}

/** How a deploy or a destroy ended. */
export function ended({ ok, outcomes }: Ending, result: string): Found {
  const problems = outcomes.flatMap((outcome) => {
    if (outcome.result === "failed") return outcome.problems.map((problem) => `${outcome.stack}: ${problem}`);
    return outcome.result === "not-started" ? [`${outcome.stack} was not started: ${outcome.because}`] : [];
  });
  return { result, problems: ok || problems.length > 0 ? problems : ["It did not end well."] };
}

/** What is there and should not be, and the reverse, as often as it is; the order means nothing. */
export function compare(found: readonly string[], expected: readonly string[]): string[] {
  const unexpected = without(found, expected).map((line) => `not expected: ${line}`);
  return [...unexpected, ...without(expected, found).map((line) => `missing: ${line}`)];
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** `1 stack`, `2 stacks` */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
