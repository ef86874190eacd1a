import type { Progress } from "../../deploy/progress";
import { linesProgress } from "./lines";
import { terminalProgress } from "./terminal";

/** Moving lines on a terminal, quiet ones elsewhere. */
export function progressHere(): Progress {
  // A terminal that does not know its width says 0, and everything would be wrapped after each letter.
  if (process.stdout.columns === 0) process.stdout.columns = widthUnknown;
  const moves = process.stdout.isTTY && process.env.TERM !== "dumb" && !process.env.CI;
  return moves ? terminalProgress() : linesProgress(console.log);
}

const widthUnknown = 80;
