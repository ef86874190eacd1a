import { partitionOf } from "../../declaration/arn";
import type { Platform, PlatformAccount } from "../../declaration/schema/platform";
import type { Credentials } from "../aws/client-options";
import { Clock } from "../aws/clock";
import { Sessions } from "../aws/sessions";
import { DeployMistake } from "../mistake";
import { checkCaller } from "../preflight/caller";
import { checkRole } from "../preflight/role";

/** How a fresh account is reached. */
export interface Access {
  /** Role to assume; undefined where the credentials are the account's own. */
  readonly assumeRoleArn?: string;
  /** Keys of the account. */
  readonly credentials: Credentials;
  /** Keys that the command was started with. */
  readonly callerCredentials: Credentials;
}

/** The role that AWS Organizations makes in every account that it creates (AWS Organizations User Guide). */
const organizationRole = "OrganizationAccountAccessRole";

/**
 * Finds the way into an account: with its own credentials, or by assuming an administrator's role there.
 *
 * @throws DeployMistake if there is none.
 */
export async function accessTo(
  platform: Platform,
  account: PlatformAccount,
  assumeRole: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Access> {
  const region = platform.state.kind === "s3" ? platform.state.region : platform.region;
  if (assumeRole !== undefined && !roleName.test(assumeRole)) throw new DeployMistake(noRole(assumeRole, account));
  const caller = new Sessions(environment, region, new Clock());
  const identity = await checkCaller(caller);
  if ("kind" in identity) throw new DeployMistake(identity.message);
  const callerCredentials = await caller.credentials();
  if (identity.account === account.id && assumeRole === undefined)
    return { credentials: callerCredentials, callerCredentials };
  const name = assumeRole ?? organizationRole;
  const assumeRoleArn = name.startsWith("arn:") ? name : `arn:${partitionOf(region)}:iam::${account.id}:role/${name}`;
  const role = { roleArn: assumeRoleArn, sessionName: "trellis-bootstrap" };
  const problem = await checkRole(caller, identity.arn, role, account);
  if (problem?.kind === "denied") throw new DeployMistake(denied(identity.arn, assumeRoleArn, account));
  if (problem) throw new DeployMistake(problem.message);
  const assumed = await caller.assume(role);
  return { assumeRoleArn, credentials: await assumed.credentials(), callerCredentials };
}

/** A name with or without a path, or an ARN (IAM API, Role). */
const roleName = /^(arn:aws[a-z-]*:iam::\d{12}:role\/)?([\x21-\x39\x3b-\x7e]+\/)?[\w+=,.@-]{1,64}$/;

function noRole(given: string, { id }: PlatformAccount): string {
  return `--assume-role ${given} is neither the name of a role nor the ARN of one: say ${organizationRole}, or arn:aws:iam::${id}:role/NAME.`;
}

function denied(caller: string, role: string, { key, id }: PlatformAccount): string {
  return `${caller} may not assume ${role}: sign in to account ${id} as an administrator, or name a role that may be assumed there: trellis bootstrap ${key} --assume-role NAME`;
}
