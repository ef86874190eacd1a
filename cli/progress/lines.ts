import type { Progress } from "../../deploy/progress";
import { describeEnd } from "./describe-end";

/** For pipes and logs: a line when work begins, and one when a stack is finished. */
export function linesProgress(print: (line: string) => void): Progress {
  return {
    begin: (title, stacks) => print(`${title}: ${stacks.join(", ")}`),
    update: () => {},
    finish: (stack, end) => print(`  ${stack}: ${describeEnd(end)}`),
    end: async () => {},
  };
}
