import type { ProblemKind } from "./problem";

/** What helps against credentials that are of no use any more. */
export const signIn =
  "sign in again (aws sso login, or new keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN)";

/** What to do about a problem of a kind, whatever was asked for. */
export function remedyOf(kind: ProblemKind): string {
  return remedies[kind] ?? "run the same command again, and if that does not help, look up what AWS says";
}

const remedies: Partial<Record<ProblemKind, string>> = {
  "no-credentials": signIn,
  expired: signIn,
  "invalid-credentials": signIn,
  denied: "ask who manages these credentials",
  clock: "set this machine's clock by NTP",
  throttled: "wait a minute, and run the same command again",
  "aws-failed": "run the same command later",
  network: "check the network, the proxy and AWS_ENDPOINT_URL",
};
