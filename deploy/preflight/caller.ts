import type { Identity, Sessions } from "../aws/sessions";
import { describe, kindOf, type Problem } from "./problem";

/** The credentials that the deploy starts with: who they are, or why they are of no use. */
export async function checkCaller(sessions: Sessions): Promise<Identity | Problem> {
  try {
    return await sessions.identity();
  } catch (error) {
    const kind = kindOf(error);
    return {
      kind,
      message: sentences[kind]?.(describe(error)) ?? `AWS STS does not say who you are: ${describe(error)}`,
    };
  }
}

const signIn =
  "sign in again (aws sso login, or new keys in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN)";

const sentences: Partial<Record<Problem["kind"], (text: string) => string>> = {
  "no-credentials": () => `There are no AWS credentials: ${signIn}, or name a profile in AWS_PROFILE.`,
  expired: () => `The AWS credentials have expired: ${signIn}.`,
  "invalid-credentials": (text) => `AWS does not know these credentials (${text}): ${signIn}.`,
  denied: (text) => `AWS refuses these credentials (${text}): ask who manages them.`,
  clock: () => clockSentence(undefined),
  network: (text) => `AWS STS cannot be reached (${text}): check the network, the proxy and AWS_ENDPOINT_URL.`,
};

/** What is wrong with the clock; milliseconds by which AWS is ahead. */
export function clockSentence(skew: number | undefined): string {
  const by =
    skew === undefined
      ? "differs from AWS's by more than five minutes"
      : `is ${Math.round(Math.abs(skew) / 60_000)} minutes ${skew > 0 ? "behind" : "ahead of"} AWS's`;
  return `This machine's clock ${by}, and AWS refuses what it signs: set it by NTP (timedatectl set-ntp true).`;
}
