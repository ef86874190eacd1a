import pc from "picocolors";
import type { Preflight, StackCheck } from "../deploy/preflight/preflight";

/** A stack's line, and a line below it for each problem. */
export function renderCheck({ stack, accountId, roleArn, state, problems }: StackCheck, width: number): string {
  const mark = problems.length === 0 ? pc.green("ok    ") : pc.red("not ok");
  const line = [mark, stack.padEnd(width), accountId, roleArn, state ?? "local state"].join("  ");
  return [line, ...problems.map(({ message }) => `        ${message}`)].join("\n");
}

/** The end of a preflight; with the lines of the stacks where they have not been printed yet. */
export function renderPreflight(found: Preflight, { width, stacks }: { width: number; stacks: boolean }): string {
  const { identity, problems, ok } = found;
  const ready = found.stacks.filter((stack) => stack.problems.length === 0).length;
  const count =
    found.stacks.length === 0 ? "No stack was looked at" : `${ready} of ${found.stacks.length} stacks are ready`;
  return [
    ...(stacks ? found.stacks.map((check) => renderCheck(check, width)) : []),
    ...problems.map(({ message }) => pc.red(message)),
    ...(identity ? [`Signed in as ${identity.arn}, account ${identity.account}.`] : []),
    ok ? pc.green(`${count}.`) : pc.red(`${count}: mend what is said above, then run this again.`),
  ].join("\n");
}
