import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { localStatePath, s3StateLocation } from "../../stacks/state/location";
import { Clock } from "../aws/clock";
import { s3Request } from "../aws/s3-request";
import { Sessions } from "../aws/sessions";

interface Where {
  readonly environment: NodeJS.ProcessEnv;
  /** The folder of the synthesized Terraform, which local states are relative to. */
  readonly outdir: string;
}

/**
 * How many resources the state of each stack holds; 0 where there is no state, undefined where it could not be read (then
 * Terraform is the one to say why).
 */
export async function heldResources(
  platform: Platform,
  layouts: readonly StackLayout[],
  { environment, outdir }: Where,
): Promise<ReadonlyMap<string, number | undefined>> {
  const counted = await Promise.all(
    layouts.map(async (layout) => {
      try {
        const state = await readState(platform, layout, { environment, outdir });
        return [layout.id, state === undefined ? 0 : countManaged(state)] as const;
      } catch {
        return [layout.id, undefined] as const;
      }
    }),
  );
  return new Map(counted);
}

async function readState(
  { state, name, accounts }: Platform,
  { id, account }: StackLayout,
  { environment, outdir }: Where,
): Promise<string | undefined> {
  const owner = { stackId: id, accountId: accounts[account]?.id ?? "", statePrefix: name };
  if (state.kind === "local") {
    const file = resolve(outdir, "stacks", id, localStatePath(state, owner));
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }
  const place = s3StateLocation(state, owner);
  const sessions = new Sessions(environment, state.region, new Clock());
  const credentials = await sessions.credentials();
  const { status, body } = await s3Request({ method: "GET", ...place, credentials, environment });
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`S3 answered ${status}`);
  return body.toString("utf8");
}

function countManaged(state: string): number {
  const { resources = [] }: { resources?: { mode?: string }[] } = JSON.parse(state);
  return resources.filter(({ mode }) => mode === "managed").length;
}
