import type { Outcome } from "../../deploy/outcome";
import type { StackPlan } from "../../deploy/progress";
import { countChanges } from "../../deploy/terraform/operation";
import { describeChanges, describePlan, seconds } from "../render-ending";

/** How a stack's part of the work ended, in a few words. */
export function describeEnd(end: Outcome | StackPlan): string {
  switch (end.result) {
    case "planned":
      return `plan: ${describePlan(countChanges(end.changes))}`;
    case "changed":
      return `done, ${describeChanges(end.changes)} in ${seconds(end.seconds)}`;
    case "up-to-date":
      return "unchanged";
    case "failed":
      return `failed after ${seconds(end.seconds)}`;
    case "not-started":
      return `not started, since ${end.because}`;
  }
}
