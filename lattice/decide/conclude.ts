import type { Answer } from "./authorize";
import type { Step, Verdict } from "./verdict";

/** What a request came to on its way. */
export type Passed = Pick<Verdict, "network" | "service" | "listener" | "routing">;

/** The verdict of what happened at the gates. A stop is certain even behind a doubt; only what VPC Lattice answers is then not. */
export function conclude(
  trace: readonly Step[],
  passed: Passed,
  answer: Answer = {},
  decisive = trace.find(isStop),
): Verdict {
  const doubt = trace.find((step) => step.result === "unknown");
  const reason = (decisive ?? doubt ?? trace.at(-1))?.text ?? "";
  if (decisive) {
    const answered = doubt && !doubt.gate.endsWith("policy") ? {} : answer;
    return { effect: "deny", gate: decisive.gate, reason, ...passed, trace, ...answered };
  }
  if (doubt) return { effect: "unknown", gate: doubt.gate, reason, ...passed, trace };
  return { effect: "allow", reason, ...passed, trace, ...answer };
}

/** Whether a gate stops a request for certain. */
export function isStop(step: Step): boolean {
  return step.result === "stop";
}
