import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { localStatePath, s3PlaceOf } from "../../stacks/state/location";
import type { Credentials } from "../aws/client-options";
import { Clock } from "../aws/clock";
import { s3Request } from "../aws/s3-request";
import { Sessions } from "../aws/sessions";

interface Where {
  readonly environment: NodeJS.ProcessEnv;
  /** The folder of the synthesized Terraform, which local states are relative to. */
  readonly outdir: string;
}

const instance = z.object({
  index_key: z.union([z.string(), z.number()]).optional(),
  status: z.string().optional(),
  attributes: z
    .object({ arn: z.string().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

const resource = z.object({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  instances: z.array(instance).default([]),
});

const state = z.object({ version: z.number(), resources: z.array(resource) });

/** What Trellis reads of a state: Terraform writes both parts into every one, also into one that holds nothing. */
export type StoredState = z.output<typeof state>;

/** The states of a platform's stacks, wherever they are kept. Whoever keeps them is asked with one set of credentials. */
export class StoredStates {
  #sessions: Sessions | undefined;

  constructor(
    readonly platform: Platform,
    private readonly where: Where,
  ) {}

  /**
   * The text of a stack's state; undefined where there is none.
   *
   * @throws StateRefused; Error if the bucket does not answer with one or the other.
   */
  async read(layout: StackLayout): Promise<string | undefined> {
    const file = this.file(layout.id);
    if (file !== undefined) return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const place = s3PlaceOf(this.platform, layout);
    if (!place) return undefined;
    const { environment } = this;
    const credentials = await this.credentials(place.region);
    const { status, body } = await s3Request({ method: "GET", ...place, credentials, environment });
    if (status === 404) return undefined;
    if (status === 403) throw new StateRefused("S3 answered 403");
    if (status !== 200) throw new Error(`S3 answered ${status}`);
    return body.toString("utf8");
  }

  /** The file of a local state, as an absolute path; undefined for one in S3. */
  file(stackId: string): string | undefined {
    const { state } = this.platform;
    if (state.kind !== "local") return undefined;
    return resolve(this.where.outdir, "stacks", stackId, localStatePath(state, { stackId }));
  }

  /** What a bucket is asked with: the caller's own, as Terraform's backend. */
  credentials(region: string): Promise<Credentials> {
    this.#sessions ??= new Sessions(this.environment, region, new Clock());
    return this.#sessions.credentials();
  }

  get environment(): NodeJS.ProcessEnv {
    return this.where.environment;
  }

  close(): void {
    this.#sessions?.close();
  }
}

/** The credentials may not read a state; S3 answers this also of one that is not there, to who may not list the bucket. */
export class StateRefused extends Error {
  override readonly name = "StateRefused";
}

/** The state in a text; undefined if it is none. */
export function parseState(text: string): StoredState | undefined {
  try {
    return state.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
