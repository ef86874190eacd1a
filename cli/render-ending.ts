import pc from "picocolors";
import type { Ending, Outcome } from "../deploy/outcome";
import type { Changes } from "../deploy/terraform/messages";
import { columns } from "./columns";

/** What a plan would do: `3 to add, 1 to change`. */
export function describePlan(changes: Changes): string {
  return describe(changes, { import: "to take in", add: "to add", change: "to change", remove: "to remove" });
}

/** What was done: `3 added, 1 changed`. */
export function describeChanges(changes: Changes): string {
  return describe(changes, { import: "taken in", add: "added", change: "changed", remove: "removed" });
}

function describe(changes: Changes, words: Readonly<Record<keyof Changes, string>>): string {
  const kinds = ["import", "add", "change", "remove"] as const;
  const parts = kinds.flatMap((kind) => ((changes[kind] ?? 0) > 0 ? [`${changes[kind]} ${words[kind]}`] : []));
  return parts.length > 0 ? parts.join(", ") : "outputs alone";
}

/** The command that goes on with what is left. */
export type Resume = (left: readonly string[]) => string;

/** What is done, what is not, and the command that goes on from here. */
export function renderEnding({ outcomes, ok, left, undeclared = [] }: Ending, resume: Resume): string {
  const lines = columns(outcomes.map((outcome) => [words[outcome.result], outcome.stack, detail(outcome)]));
  const problems = outcomes.flatMap((outcome) => {
    const failed = outcome.result === "failed" ? outcome.problems : [];
    const notes = outcome.result === "not-started" ? [] : (outcome.notes ?? []);
    return [
      ...failed.map((problem) => `${pc.red(outcome.stack)}: ${problem}`),
      ...notes.map((note) => `${pc.yellow(outcome.stack)}: ${note}`),
    ];
  });
  const done = outcomes.length - left.length;
  const end = ok
    ? pc.green(`${done} of ${outcomes.length} stacks are as they should be.`)
    : `${pc.red(`${done} of ${outcomes.length} stacks are as they should be.`)} To go on: ${pc.bold(resume(left))}`;
  const notes = [...problems, ...undeclared.map((sentence) => pc.yellow(sentence))];
  return [...lines, ...(notes.length > 0 ? ["", ...notes] : []), "", end].join("\n");
}

/** The same for machines: the stacks as they ended, and the command that goes on; null where nothing is left. */
export function endingJson<E extends Ending>({ outcomes, ok, left, ...more }: E, resume: Resume): string {
  const next = left.length === 0 ? null : resume(left);
  return JSON.stringify({ ok, stacks: outcomes, next, ...more }, null, 2);
}

const words: Readonly<Record<Outcome["result"], string>> = {
  changed: "done",
  "up-to-date": "unchanged",
  failed: "failed",
  "not-started": "not started",
};

function detail(outcome: Outcome): string {
  switch (outcome.result) {
    case "changed":
      return `${describeChanges(outcome.changes)} in ${seconds(outcome.seconds)}`;
    case "not-started":
      return `since ${outcome.because}`;
    default:
      return outcome.seconds > 0 ? `after ${seconds(outcome.seconds)}` : "";
  }
}

export function seconds(value: number): string {
  return value < 60 ? `${Math.round(value)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}
