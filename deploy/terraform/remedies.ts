import { dirname } from "node:path";
import { shellQuoted } from "../../stacks/shell-quoted";
import { defaultOutdir } from "../outdir";
import { pushAdvice } from "../state/stranded-state";
import { alreadyThere, notInvited, notMade } from "./already-there";
import type { Diagnostic } from "./messages";
import { oneLine, plainly } from "./plainly";
import { noFile, stateIsNoFile } from "./state-is-no-file";
import { readFrom, stateUnreadable } from "./unreadable-state";

/** An error of Terraform, and where it happened. */
export interface Found {
  readonly stack: string;
  readonly folder: string;
  readonly text: string;
  readonly error: Diagnostic;
  /** The command of Terraform or OpenTofu, for a shell. */
  readonly tool: string;
  /** Whether an apply had begun to change anything. */
  readonly began: boolean;
}

interface Remedy {
  readonly pattern: RegExp;
  /** What makes it something else after all. */
  readonly not?: RegExp;
  readonly say: (found: Found) => string;
}

/** What is known about errors: the first that fits says what to do. */
export const remedies: readonly Remedy[] = [
  { pattern: /acquiring the state lock.*^\s*ID:/ims, say: lockHeld },
  { pattern: /Failed to persist state to backend/, say: pushAdvice },
  {
    pattern: /releasing the state lock/i,
    say: ({ stack }) =>
      `The lock of ${stack} could not be given back. The next deploy says who holds it, and how to break it.`,
  },
  { pattern: noFile, say: stateIsNoFile },
  {
    pattern: /Resource (pre|post)condition failed/,
    say: ({ error, folder }) => inFolder(oneLine(error.detail), folder),
  },
  {
    pattern: /AWS account ID not allowed|account ID not allowed/i,
    say: ({ stack, text }) =>
      `The credentials lead into another account than ${stack} belongs to (${oneLine(text).slice(0, 160)}). Nothing was changed. Check accounts.*.id and accounts.*.deployRole with: trellis preflight ${stack}`,
  },
  {
    pattern: /No valid credential sources|Cannot assume IAM Role|ExpiredToken|InvalidClientTokenId/,
    say: credentialsRefused,
  },
  {
    pattern:
      /Failed to (load|read|refresh cached|decode) (the )?(current )?state|Error (loading|refreshing) state|unsupported state|state file could not|Unable to read the latest version of the state|state snapshot was created by/i,
    not: /StatusCode: (4|5)\d\d|dial tcp|no such host/,
    say: stateUnreadable,
  },
  {
    pattern: /No stored state was found/,
    say: ({ stack, error, folder }) => {
      const other = readFrom(error) ?? stack;
      const advice = `The stack ${other} has not been deployed yet, and ${stack} reads its outputs. Deploy it first: trellis deploy ${other}`;
      return inFolder(advice, folder);
    },
  },
  {
    pattern: /Backend (configuration changed|type changed)/i,
    say: ({ stack, folder, tool }) =>
      `The declaration keeps the state of ${stack} somewhere else than before. To take it along: ${tool} -chdir=${shellQuoted(folder)} init -migrate-state`,
  },
  {
    pattern: /not authorized to perform: vpc-lattice:CreateServiceNetwork(Vpc|Service)Association on resource: arn:/,
    not: /identity-based policy/,
    say: notShared,
  },
  {
    pattern: notInvited,
    say: ({ stack, text }) =>
      `There is no open invitation to the share ${arnIn(text)} for the account of ${stack}: it was rejected, it expired, or the account is inside the organization after all (then leave out accounts.*.external). To be invited again, take the account out of networks.*.share, deploy the network's stack, put it back, and deploy both.`,
  },
  {
    pattern: alreadyThere,
    not: notMade,
    say: existsAlready,
  },
  {
    pattern: /ServiceQuotaExceeded/,
    say: ({ error }) =>
      `${sentence(error)} What this deploy takes away counts until it is gone, and is gone by now: run this again. If it says the same then, AWS can raise the quota (Service Quotas).`,
  },
  {
    pattern: /DependencyViolation/,
    say: ({ stack, error }) =>
      `${sentence(error)} AWS keeps it while something uses it: that may be of stacks that read ${stack}. Deploy those by their names, without ${stack}, so that they let go of it; then run this again.`,
  },
  {
    pattern: /ThrottlingException|Rate exceeded|TooManyRequests|RequestLimitExceeded|StatusCode: 429/,
    say: ({ error }) =>
      `${plainly(error)} AWS answers fewer requests than were sent, also after the provider's retries. What is done is in the state: run this again later, with fewer stacks at once (--concurrency 1).`,
  },
  {
    pattern: /StatusCode: 5\d\d/,
    say: ({ error }) =>
      `${plainly(error)} AWS failed, also after the provider's retries. What is done is in the state: run this again later.`,
  },
  {
    pattern: /Saved plan is stale/,
    say: ({ stack }) =>
      `Somebody changed ${stack} after its plan was shown. Nothing of it was applied; run this again to see a new plan.`,
  },
];

/** Another folder than the default has other local states: the command that a contract names has to say which. */
function inFolder(advice: string, folder: string): string {
  const outdir = dirname(dirname(folder));
  return outdir === defaultOutdir
    ? advice
    : advice.replace(/trellis deploy [\w-]+/, `$& --output ${shellQuoted(outdir).replaceAll("$", "$$$$")}`);
}

/** The provider guesses at causes; a preflight knows. */
function credentialsRefused({ stack, error, began }: Found): string {
  const detail = error.detail.replace(/There are a number of possible causes[\s\S]*?Error: /, "");
  const said = sentence({ ...error, detail, address: undefined });
  const done = began ? "What was done before is in the state." : "Nothing was changed.";
  return `The credentials do not lead into the account of ${stack}: ${said} ${done} What is wrong with them, and what to do, is said by: trellis preflight ${stack}`;
}

/** Terraform prints the lock as lines of `Key: value` under "Lock Info". */
function lockHeld({ stack, folder, text, tool }: Found): string {
  const [id = "?", who = "somebody", created = "?"] = ["ID", "Who", "Created"].map(
    (key) => new RegExp(`^\\s*${key}:\\s*(.+?)\\s*$`, "m").exec(text)?.[1],
  );
  const since = created === "?" ? "" : ` since ${created.replace(/\.\d+ /, " ").replace(" +0000 UTC", " UTC")}`;
  return `${stack} is locked by ${who}${since}: another deploy is at work on it. Wait until it is done. If that process is gone for certain: ${tool} -chdir=${shellQuoted(folder)} force-unlock ${id}`;
}

function notShared({ stack, text }: Found): string {
  return `The service network ${arnIn(text)} is not shared with the account of ${stack}, or the share was not accepted there. Deploy the network's stack, so that it is shared as networks.*.share says; an account outside the organization needs accounts.*.external, so that its stack accepts the share.`;
}

/** Only creating is meant: a resource that something else uses is a conflict too, when it is changed or deleted. */
function existsAlready({ stack, folder, error, tool }: Found): string {
  return `${sentence(error)} AWS has it, and the state of ${stack} does not: it was made by hand, or by a deploy that was killed or interrupted. Take it in, then deploy again: ${tool} -chdir=${shellQuoted(folder)} import '${error.address ?? "ADDRESS"}' ID (what its ID is, says the resource's page in the provider's documentation, under Import).`;
}

function sentence(error: Diagnostic): string {
  return plainly(error).replace(/[^.!?]$/, "$&.");
}

function arnIn(text: string): string {
  return (
    /arn:aws[\w-]*:[^\s,)"]+/.exec(text.slice(Math.max(0, text.search(/on resource:|\(arn:/))))?.[0] ?? "of the network"
  );
}
