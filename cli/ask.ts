import { createInterface } from "node:readline/promises";
import pc from "picocolors";
import type { Approve, ProposedChanges } from "../deploy/options";
import { countChanges } from "../deploy/terraform/operation";
import { columns } from "./columns";
import { describeChanges } from "./render-ending";

/** Shows what a wave would change and asks once. Only "yes" is a yes. */
export function askForWave(verb: "deploy" | "destroy"): Approve {
  return async (wave) => {
    console.log(renderProposal(wave));
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const question = `${verb === "deploy" ? "Deploy" : "Destroy"} ${wave.length === 1 ? "this stack" : "these stacks"}? Only "yes" is a yes: `;
    try {
      return (await terminal.question(pc.bold(question))).trim() === "yes";
    } finally {
      terminal.close();
    }
  };
}

/** A line per stack with its numbers, and below it what changes. */
export function renderProposal(wave: readonly ProposedChanges[]): string {
  return wave
    .flatMap(({ stack, changes }) => [
      `${pc.cyan(stack)}  ${changes.length > 0 ? describeChanges(countChanges(changes)) : "outputs alone change"}`,
      ...columns(changes.map(({ action, address }) => [`  ${marks[action] ?? action}`, address])),
    ])
    .join("\n");
}

const marks: Readonly<Record<string, string>> = { create: "+", update: "~", delete: "-", replace: "-/+" };
