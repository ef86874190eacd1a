import type { Identity, Sessions } from "../aws/sessions";
import { describe, kindOf, type Problem } from "./problem";
import { remedyOf, signIn } from "./remedies";

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

const sentences: Partial<Record<Problem["kind"], (text: string) => string>> = {
  "no-credentials": () => `There are no AWS credentials: ${signIn}, or name a profile in AWS_PROFILE.`,
  expired: () => `The AWS credentials have expired: ${signIn}.`,
  "invalid-credentials": (text) => `AWS does not know these credentials (${text}): ${signIn}.`,
  denied: (text) => `AWS refuses these credentials (${text}): ask who manages them.`,
  clock: () => clockSentence(undefined),
  throttled: (text) => `AWS STS answers fewer requests than were sent (${text}): ${remedyOf("throttled")}.`,
  "aws-failed": (text) => `AWS STS failed (${text}): ${remedyOf("aws-failed")}.`,
  network: (text) => `AWS STS cannot be reached (${text}): ${remedyOf("network")}.`,
};

/** What is wrong with the clock; milliseconds by which AWS is ahead. */
export function clockSentence(skew: number | undefined): string {
  const by =
    skew === undefined
      ? "differs from AWS's by more than five minutes"
      : `is ${Math.round(Math.abs(skew) / 60_000)} minutes ${skew > 0 ? "behind" : "ahead of"} AWS's`;
  return `This machine's clock ${by}, and AWS refuses what it signs: set it by NTP (timedatectl set-ntp true).`;
}
