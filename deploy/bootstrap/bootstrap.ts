import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { App } from "cdktf";
import { nearest } from "../../declaration/nearest";
import type { Platform, PlatformAccount, PlatformDeployers } from "../../declaration/schema/platform";
import { synthesize } from "../../stacks/app";
import type { BootstrapBackend } from "../../stacks/bootstrap-backend";
import { BootstrapStack, bootstrapId } from "../../stacks/bootstrap-stack";
import { layoutOf } from "../../stacks/layout";
import { literalTexts } from "../../stacks/literal-texts";
import { ownStateBucket } from "../../stacks/state/bucket";
import { s3StateLocation } from "../../stacks/state/location";
import { synthQuietly } from "../../stacks/synth-quietly";
import { s3Request } from "../aws/s3-request";
import { DeployMistake } from "../mistake";
import type { WorkOptions } from "../options";
import type { Ending } from "../outcome";
import { defaultOutdir } from "../outdir";
import { replaceStack } from "../synthesized";
import { findTerraform } from "../terraform/tool";
import { work } from "../work";
import { type Access, accessTo } from "./access";
import { type Holdings, holdingsOf } from "./holdings";
import { moveState } from "./move-state";
import { requireSharedBucket } from "./shared-bucket";

export interface BootstrapOptions extends WorkOptions {
  /** Name or ARN of an administrator's role in the account. Default: `OrganizationAccountAccessRole`, where the credentials belong to another account. */
  readonly assumeRole?: string;
}

/** How a bootstrap ended. */
export interface Bootstrapped extends Ending {
  /** Where its state is now. */
  readonly state: string;
  /** Whether this run moved the state into the bucket. */
  readonly moved: boolean;
}

/**
 * Prepares an account: deploy role, boundaries, and the bucket of its states. The state of this is a local file until the
 * bucket exists, and is then moved there. Run again, it brings the role up to what the account's stacks hold by now, or
 * goes on where it was interrupted.
 *
 * @throws DeployMistake if the account is unknown or cannot be reached, or nobody is declared who may deploy.
 */
export async function bootstrap(
  platform: Platform,
  key: string,
  options: BootstrapOptions = {},
): Promise<Bootstrapped> {
  const environment = options.environment ?? process.env;
  const account = knownAccount(platform, key);
  const deployers = declaredDeployers(platform);
  const { command } = await findTerraform(environment);
  const access = await accessTo(platform, account, options.assumeRole, environment);
  const outdir = options.outdir ?? bootstrapOutdir;
  const places = placesOf(platform, account, access, statesBeside(options.outdir, environment), outdir);
  await requireSharedBucket(platform, account, access.callerCredentials, environment);
  const there = places.moved === undefined || (await objectExists(places.moved, access, environment));
  const begin = there ? (places.moved ?? places.local) : places.local;
  const id = bootstrapId(key);
  await writeStack(platform, { account, deployers, backend: begin, access, outdir });
  const ending = await work([{ id, after: [] }], command, false, { ...options, outdir });
  const state = describe(begin);
  if (!ending.ok || there || places.moved === undefined) return { ...ending, state, moved: false };
  await writeStack(platform, { account, deployers, backend: places.moved, access, outdir });
  const file = resolve(outdir, "stacks", id, places.local.path);
  await moveState({
    id,
    outdir,
    command,
    file,
    options,
    exists: () => objectExists(places.moved, access, environment),
  });
  return { ...ending, state: describe(places.moved), moved: true };
}

function knownAccount(platform: Platform, key: string): PlatformAccount {
  const account = platform.accounts[key];
  if (account) return account;
  const known = Object.keys(platform.accounts);
  throw new DeployMistake(`There is no account ${key}${nearest(key, known)}\nThe accounts are: ${known.join(", ")}`);
}

function declaredDeployers({ deployers }: Platform): PlatformDeployers {
  if (deployers) return deployers;
  throw new DeployMistake(
    'The declaration does not say who may deploy, so the deploy role could trust nobody: add deployers: { principals: ["arn:aws:iam::ACCOUNT:role/NAME"] } to the platform.',
  );
}

type S3Place = Extract<BootstrapBackend, { kind: "s3" }>;

interface Places {
  readonly local: Extract<BootstrapBackend, { kind: "local" }>;
  /** Where the state belongs once its bucket exists; undefined where states are local. */
  readonly moved?: S3Place;
}

function placesOf(
  platform: Platform,
  account: PlatformAccount,
  { assumeRoleArn }: Access,
  beside: string,
  outdir: string,
): Places {
  const { state, name } = platform;
  const owner = { stackId: bootstrapId(account.key), accountId: account.id, statePrefix: name };
  const file = resolve(beside, state.kind === "local" ? state.directory : "state", `${owner.stackId}.tfstate`);
  const local = { kind: "local", path: relative(resolve(outdir, "stacks", owner.stackId), file) } as const;
  if (state.kind === "local") return { local };
  // A bucket of this account is reached as the account is; another account's as every deploy reaches it.
  const role = ownStateBucket(platform, account) !== undefined && assumeRoleArn ? { assumeRoleArn } : {};
  const key = state.kmsKeyArn === undefined ? {} : { kmsKeyId: state.kmsKeyArn };
  return { local, moved: { kind: "s3", ...s3StateLocation(state, owner), ...key, ...role } };
}

/** Where the Terraform of bootstraps is: `cdktf` removes what it does not know from `cdktf.out`, and stumbles over it. */
const bootstrapOutdir = join(".trellis", "bootstrap");

/** The folder that local states are relative to: the one that the folder of synthesized Terraform is in. */
function statesBeside(outdir: string | undefined, { CDKTF_OUTDIR }: NodeJS.ProcessEnv): string {
  return dirname(resolve(outdir ?? CDKTF_OUTDIR ?? defaultOutdir));
}

/**
 * Whether the state is in the bucket.
 *
 * @throws DeployMistake if the bucket does not say.
 */
async function objectExists(
  place: S3Place | undefined,
  access: Access,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  if (!place) return false;
  const credentials = place.assumeRoleArn ? access.credentials : access.callerCredentials;
  const { status } = await s3Request({ method: "HEAD", ...place, credentials, environment });
  if (status === 200 || status === 404) return status === 200;
  throw new DeployMistake(
    `The state bucket ${place.bucket} answers with status ${status}, so it is not known whether this account was prepared before: the name may be somebody else's, or its policy does not let you in (s3:ListBucket, s3:GetObject).`,
  );
}

interface Writing {
  readonly account: PlatformAccount;
  readonly deployers: PlatformDeployers;
  readonly backend: BootstrapBackend;
  readonly access: Access;
  readonly outdir: string;
}

/** Synthesizes the account's stacks aside, to see what they hold, and then the stack that prepares the account. */
async function writeStack(platform: Platform, { account, deployers, backend, access, outdir }: Writing): Promise<void> {
  mkdirSync(resolve(".trellis"), { recursive: true });
  const fresh = mkdtempSync(join(resolve(".trellis"), "bootstrap-"));
  try {
    const own = layoutOf(platform).filter((layout) => layout.account === account.key);
    const ids = own.map(({ id }) => id);
    if (ids.length > 0) await synthesize(platform, { outdir: fresh, stacks: ids });
    const holdings: Holdings = holdingsOf(fresh, ids);
    const app = new App({ outdir: fresh });
    const { assumeRoleArn } = access;
    const regions = [...new Set(own.map(({ region }) => region))].sort();
    new BootstrapStack(app, literalTexts(platform), {
      account,
      deployers,
      ...holdings,
      regions,
      backend,
      ...(assumeRoleArn ? { assumeRoleArn } : {}),
    });
    synthQuietly(app);
    replaceStack(fresh, outdir, bootstrapId(account.key));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function describe(backend: BootstrapBackend): string {
  return backend.kind === "local" ? backend.path.replace(/^(\.\.\/)+/, "") : `s3://${backend.bucket}/${backend.key}`;
}
