import type { Outcome } from "./outcome";
import type { PlannedChange } from "./terraform/operation";

/** Where a deploy tells what it is doing. The commands print it, a rehearsal may measure it. */
export interface Progress {
  /** Work on these stacks begins. */
  begin(title: string, stacks: readonly string[]): void;
  /** What is happening to a stack right now. */
  update(stack: string, text: string): void;
  /** A stack's part of the work is over: with its outcome, or with its plan where it is still to be applied. */
  finish(stack: string, end: Outcome | StackPlan): void;
  /** The work that began is over. */
  end(): Promise<void>;
}

/** What a plan would do to a stack. */
export interface StackPlan {
  readonly stack: string;
  readonly result: "planned";
  readonly changes: readonly PlannedChange[];
}

/** Tells nobody. */
export const silent: Progress = { begin: () => {}, update: () => {}, finish: () => {}, end: async () => {} };
