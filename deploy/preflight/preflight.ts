import type { Platform } from "../../declaration/schema/platform";
import { layoutOf, type StackLayout } from "../../stacks/layout";
import { Clock } from "../aws/clock";
import { type Identity, Sessions } from "../aws/sessions";
import { type BucketAccess, checkBucket, checkRead, type StateBucket } from "./bucket";
import { checkCaller, clockSentence } from "./caller";
import { needsOf } from "./needs";
import { once } from "./once";
import type { Problem } from "./problem";
import { checkRole } from "./role";

/** What a preflight found for one stack. */
export interface StackCheck {
  readonly stack: string;
  /** Key and id of the declared account. */
  readonly account: string;
  readonly accountId: string;
  readonly roleArn: string;
  /** `s3://bucket/key`, or undefined for a local state. */
  readonly state?: string;
  readonly problems: readonly Problem[];
}

/** What a preflight found. */
export interface Preflight {
  /** Whom the credentials belong to; undefined where AWS did not say. */
  readonly identity?: Identity;
  /** Milliseconds by which AWS's clock is ahead. */
  readonly clockSkew?: number;
  /** What concerns every stack. */
  readonly problems: readonly Problem[];
  readonly stacks: readonly StackCheck[];
  readonly ok: boolean;
}

export interface PreflightOptions {
  /** Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Called as soon as a stack has been looked at. */
  readonly onStack?: (check: StackCheck) => void;
}

/** More than this, and AWS refuses signatures (IAM User Guide, "Troubleshoot Signature Version 4"). */
const largestSkew = 5 * 60_000;

/** Looks at everything that a deploy of these stacks needs before it starts. Nothing is changed. All accounts at once. */
export async function preflight(
  platform: Platform,
  layouts: readonly StackLayout[],
  { environment = process.env, onStack = () => {} }: PreflightOptions = {},
): Promise<Preflight> {
  const clock = new Clock();
  const caller = new Sessions(environment, platform.region, clock);
  try {
    const identity = await checkCaller(caller);
    if ("kind" in identity) return summary(clock, [identity], []);
    const roles = once<Problem | undefined>();
    const buckets = once<Problem | undefined>();
    const all = layoutOf(platform);
    const states = once<Problem | undefined>();
    const access = async (): Promise<BucketAccess> => ({
      credentials: await caller.credentials(),
      environment,
      clockSkew: clock.skew ?? 0,
    });
    const stacks = await Promise.all(
      layouts.map(async (layout) => {
        const { role, account, state, reads } = needsOf(platform, all, layout);
        const roleProblem = roles(JSON.stringify([role.roleArn, role.externalId]), () =>
          checkRole(caller, identity.arn, role, account),
        );
        const bucketProblem = state ? buckets(state.bucket, async () => checkBucket(state, await access())) : undefined;
        const readProblems = reads.map((read) => states(read.stack, async () => checkRead(read, await access())));
        const found = await Promise.all([roleProblem, bucketProblem, ...readProblems]);
        const problems = found.filter((each) => each !== undefined);
        const check = {
          stack: layout.id,
          account: account.key,
          accountId: account.id,
          roleArn: role.roleArn,
          ...at(state),
          problems,
        };
        onStack(check);
        return check;
      }),
    );
    return summary(clock, [], stacks, identity);
  } finally {
    caller.close();
  }
}

function summary(clock: Clock, problems: Problem[], stacks: readonly StackCheck[], identity?: Identity): Preflight {
  const { skew } = clock;
  const wrong = skew !== undefined && Math.abs(skew) > largestSkew;
  const clockProblem: Problem[] = wrong ? [{ kind: "clock", message: clockSentence(skew) }] : [];
  const all = [...problems.filter(({ kind }) => kind !== "clock" || !wrong), ...clockProblem];
  return {
    ...(identity ? { identity } : {}),
    ...(skew === undefined ? {} : { clockSkew: skew }),
    problems: all,
    stacks,
    ok: all.length === 0 && stacks.every((stack) => stack.problems.length === 0),
  };
}

function at(state: (StateBucket & { readonly key: string }) | undefined): { state?: string } {
  return state ? { state: `s3://${state.bucket}/${state.key}` } : {};
}
