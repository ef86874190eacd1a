import { shellQuoted } from "../../stacks/shell-quoted";
import { killedSentence } from "./killed";
import type { Diagnostic } from "./messages";
import { oneLine, plainly } from "./plainly";
import { type Found, remedies } from "./remedies";
import type { Ended } from "./stack-folder";

/** What a person needs to know of an operation that failed: a sentence per error, with what to do where that is known. */
export function explain(
  stack: string,
  folder: string,
  { operation, log, killed, command = "terraform" }: Ended,
): string[] {
  if (killed && operation.errors.length === 0) return [killedSentence(stack, [...operation.unfinished])];
  const printed = { summary: lastError(operation.text), detail: `Everything it printed is in ${log}.` };
  const telling = operation.errors.filter(({ summary }) => !isHalt(summary));
  const said = telling.length > 0 ? telling : operation.errors;
  const errors = said.length > 0 ? said : [{ severity: "error" as const, ...printed }];
  return [
    ...new Set(
      errors.map((error) => explainError({ stack, folder, tool: shellQuoted(command), began: operation.began }, error)),
    ),
  ];
}

/** What Terraform says after an interrupt, besides what it was about. */
export function isHalt(said: string): boolean {
  return /^execution halted$/i.test(said.trim());
}

function explainError(where: Omit<Found, "text" | "error">, error: Diagnostic): string {
  const text = `${error.summary}\n${error.detail}`;
  const known = remedies.find(({ pattern, not }) => pattern.test(text) && !not?.test(text));
  return known ? known.say({ ...where, text, error }) : plainly(error);
}

function lastError(text: readonly string[]): string {
  const start = text.findLastIndex((line) => /Error/.test(line));
  const said = oneLine(text.slice(start < 0 ? -5 : start).join(" "));
  return said === "" ? "Terraform ended without saying why." : said;
}
