import type { Progress } from "../../deploy/progress";
import { linesProgress } from "./lines";
import { terminalProgress } from "./terminal";

/** Moving lines on a terminal, quiet ones elsewhere. */
export function progressHere(): Progress {
  return process.stdout.isTTY && !process.env.CI ? terminalProgress() : linesProgress(console.log);
}
