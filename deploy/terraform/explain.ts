import type { Diagnostic } from "./messages";
import type { Ended } from "./stack-folder";

/** What a person needs to know of an operation that failed: a sentence per error, with what to do where that is known. */
export function explain(stack: string, folder: string, { operation, log }: Ended): string[] {
  const printed = { summary: lastError(operation.text), detail: `Everything it printed is in ${log}.` };
  const errors = operation.errors.length > 0 ? operation.errors : [{ severity: "error" as const, ...printed }];
  return [...new Set(errors.map((error) => explainError(stack, folder, error)))];
}

function explainError(stack: string, folder: string, error: Diagnostic): string {
  const text = `${error.summary}\n${error.detail}`;
  const known = remedies.find(({ pattern, not }) => pattern.test(text) && !not?.test(text));
  return known ? known.say({ stack, folder, text, error }) : plainly(error);
}

interface Found {
  readonly stack: string;
  readonly folder: string;
  readonly text: string;
  readonly error: Diagnostic;
}

interface Remedy {
  readonly pattern: RegExp;
  /** What makes it something else after all. */
  readonly not?: RegExp;
  readonly say: (found: Found) => string;
}

const remedies: readonly Remedy[] = [
  { pattern: /acquiring the state lock.*^\s*ID:/ims, say: lockHeld },
  { pattern: /Resource (pre|post)condition failed/, say: ({ error }) => oneLine(error.detail) },
  {
    pattern: /AWS account ID not allowed|account ID not allowed/i,
    say: ({ stack, text }) =>
      `The credentials lead into another account than ${stack} belongs to (${oneLine(text).slice(0, 160)}). Nothing was changed. Check accounts.*.id and accounts.*.deployRole with: trellis preflight ${stack}`,
  },
  {
    pattern: /No valid credential sources|Cannot assume IAM Role|ExpiredToken|InvalidClientTokenId/,
    say: ({ stack, error }) => `${plainly(error)} What is wrong with the credentials, says: trellis preflight ${stack}`,
  },
  {
    pattern:
      /Failed to (load|read|refresh cached|decode) (the )?(current )?state|Error (loading|refreshing) state|unsupported state|state file could not|Unable to read the latest version of the state|state snapshot was created by/i,
    not: /StatusCode: (4|5)\d\d|dial tcp|no such host/,
    say: ({ stack, error }) =>
      `The state of ${stack} cannot be read: ${oneLine(`${error.summary}. ${error.detail}`)} Nothing was changed. Put back its last good version (the bucket keeps all versions; a local state has a .backup beside it) and run this again.`,
  },
  {
    pattern: /Backend (configuration changed|type changed)/i,
    say: ({ stack, folder }) =>
      `The declaration keeps the state of ${stack} somewhere else than before. To take it along: terraform -chdir=${folder} init -migrate-state`,
  },
  {
    pattern: /Saved plan is stale/,
    say: ({ stack }) =>
      `Somebody changed ${stack} after its plan was shown. Nothing of it was applied; run this again to see a new plan.`,
  },
];

/** Terraform prints the lock as lines of `Key: value` under "Lock Info". */
function lockHeld({ stack, folder, text }: Found): string {
  const [id = "?", who = "somebody", created = "?"] = ["ID", "Who", "Created"].map(
    (key) => new RegExp(`^\\s*${key}:\\s*(.+?)\\s*$`, "m").exec(text)?.[1],
  );
  const since = created === "?" ? "" : ` since ${created.replace(/\.\d+ /, " ").replace(" +0000 UTC", " UTC")}`;
  return `${stack} is locked by ${who}${since}: another deploy is at work on it. Wait until it is done. If that process is gone for certain: terraform -chdir=${folder} force-unlock ${id}`;
}

/** An error as Terraform says it, in one line, with the resource it is about. */
function plainly({ summary, detail, address }: Diagnostic): string {
  const said = oneLine([summary, detail].filter((part) => part !== "").join(": "));
  return address === undefined ? said : `${address}: ${said}`;
}

/** Terraform wraps its texts; blank lines and boxes mean nothing in one line. */
export function oneLine(text: string): string {
  return text.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}

function lastError(text: readonly string[]): string {
  const start = text.findLastIndex((line) => /Error/.test(line));
  const said = oneLine(text.slice(start < 0 ? -5 : start).join(" "));
  return said === "" ? "Terraform ended without saying why." : said;
}
