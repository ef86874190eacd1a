import { createInterface } from "node:readline/promises";
import pc from "picocolors";
import type { Approve, ProposedChanges } from "../deploy/options";
import { countChanges } from "../deploy/terraform/operation";
import { columns } from "./columns";
import { describePlan } from "./render-ending";

/** Shows what a wave would change and asks once. Only "yes" is a yes. */
export function askForWave(verb: "deploy" | "destroy"): Approve {
  return async (wave) => {
    console.log(renderProposal(wave));
    const what = wave.length === 1 ? "this stack" : "these stacks";
    const answer = await ask(`${verb === "deploy" ? "Deploy" : "Destroy"} ${what}? Only "yes" is a yes: `);
    return answer.trim() === "yes";
  };
}

/** The line that was typed; nothing if the input ends or Ctrl-C is pressed. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  terminal.once("SIGINT", () => terminal.close());
  try {
    return await Promise.race([terminal.question(pc.bold(question)), closed]);
  } finally {
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
