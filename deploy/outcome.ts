import type { Changes } from "./terraform/messages";

/** How a stack's part of the work ended, if it began. */
interface Ended {
  readonly stack: string;
  readonly seconds: number;
  /** What a person should look at, or know, besides. */
  readonly notes?: readonly string[];
}

/** How a deploy or a destroy ended for one stack. */
export type Outcome =
  | (Ended & { readonly result: "changed"; readonly changes: Changes })
  | (Ended & { readonly result: "up-to-date" })
  | (Ended & { readonly result: "failed"; readonly problems: readonly string[] })
  | { readonly stack: string; readonly result: "not-started"; readonly because: string };

/** How the whole ended. */
export interface Ending {
  /** One per selected stack, in the order of the work. */
  readonly outcomes: readonly Outcome[];
  /** Whether every stack is as it should be. */
  readonly ok: boolean;
  /** What is left to do, as arguments of the same command. */
  readonly left: readonly string[];
  /** Sentences about what the declaration does not have any more and a state still holds; left out where there is none. */
  readonly undeclared?: readonly string[];
}

/** Puts outcomes together. */
export function endingOf(outcomes: readonly Outcome[]): Ending {
  const left = outcomes
    .filter(({ result }) => result === "failed" || result === "not-started")
    .map(({ stack }) => stack);
  return { outcomes, ok: left.length === 0, left };
}
