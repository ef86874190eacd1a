import { createInterface } from "node:readline/promises";
import pc from "picocolors";
import type { Approve, ProposedChanges } from "../deploy/options";
import { countChanges } from "../deploy/terraform/operation";
import { columns } from "./columns";
import { describePlan } from "./render-ending";

/** Shows what a wave would change and asks once. Only "yes" is a yes. */
export function askForWave(verb: "deploy" | "destroy"): Approve {
  return async (wave, signal) => {
    console.log(renderProposal(wave));
    const what = wave.length === 1 ? "this stack" : "these stacks";
    const answer = await ask(`${verb === "deploy" ? "Deploy" : "Destroy"} ${what}? Only "yes" is a yes: `, signal);
    return answer.trim() === "yes";
  };
}

/** The line that was typed; nothing if the input ends, Ctrl-C is pressed or the signal is aborted. */
async function ask(question: string, signal?: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  // What is printed next must not go on in the line of the question.
  const close = () => {
    console.log();
    terminal.close();
  };
  terminal.once("SIGINT", close);
  signal?.addEventListener("abort", close, { once: true });
  try {
    return await Promise.race([terminal.question(pc.bold(question)), closed]);
  } finally {
    signal?.removeEventListener("abort", close);
    terminal.close();
  }
}

/** A line per stack with its numbers, and below it what changes. */
export function renderProposal(wave: readonly ProposedChanges[]): string {
  return wave
    .flatMap(({ stack, changes }) => [
      `${pc.cyan(stack)}  ${changes.length > 0 ? describePlan(countChanges(changes)) : "outputs alone change"}`,
      ...columns(changes.map(({ action, address }) => [`  ${marks[action] ?? action}`, address])),
    ])
    .join("\n");
}

const marks: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-", replace: "-/+", import: "<-" };
