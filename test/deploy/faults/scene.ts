import { localAwsFor } from "../../../cli/local-aws/accounts";
import type { Platform } from "../../../declaration";
import { deploy } from "../../../deploy/deploy";
import { destroy } from "../../../deploy/destroy";
import type { WorkOptions } from "../../../deploy/options";
import type { Ending } from "../../../deploy/outcome";
import type { LocalAwsOptions } from "../../../local/aws/options";
import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { replaceTexts } from "../../../rehearsal/replace-texts";
import { seed } from "../../../rehearsal/seed";
import { enterWorkplace } from "../../../rehearsal/workplace";
import { statesIn } from "./states";

/** A platform deployed by the real Terraform to local AWS, in a folder of its own. */
export interface Scene {
  readonly aws: LocalAws;
  /** The folder of the project, which the process is in until {@link Scene.stop}. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** As declared, with the ids that local AWS gave. */
  readonly platform: Platform;
  /** Deploys unasked. */
  deploy(options?: WorkOptions): Promise<Ending>;
  destroy(options?: WorkOptions): Promise<Ending>;
  /** Resources in the states, as `stack address`. */
  inStates(): string[];
  /** What an account holds and no state knows (`orphaned`), and what a state knows and no account holds (`lost`). */
  astray(): Promise<{ orphaned: string[]; lost: string[] }>;
  stop(): Promise<void>;
}

/**
 * Starts local AWS for a platform, with what the platform takes for granted. Where there are only networks, moto is not
 * needed and not started.
 */
export async function startScene(declared: Platform, options: LocalAwsOptions = {}): Promise<Scene> {
  const { services, consumers } = declared;
  const alone = Object.keys({ ...services, ...consumers }).length === 0 ? { moto: false as const } : {};
  const aws = await startLocalAws({ ...localAwsFor(declared), ...alone, ...options });
  try {
    return await sceneOf(declared, aws);
  } catch (error) {
    await aws.stop();
    throw error;
  }
}

async function sceneOf(declared: Platform, aws: LocalAws): Promise<Scene> {
  const ids = await seed(declared, aws);
  const platform = replaceTexts(declared, ids);
  const seeds = (await aws.inventory()).map(({ type, id }) => `${type} ${id}`);
  const workplace = enterWorkplace();
  const environment = { ...process.env, ...aws.environment };
  return {
    aws,
    platform,
    environment,
    folder: workplace.folder,
    deploy: (more = {}) => deploy(platform, { environment, ...more }),
    destroy: (more = {}) => destroy(platform, { environment, retryAfter: [], ...more }),
    inStates: () => statesIn(workplace.folder).map(({ stack, address }) => `${stack} ${address}`),
    astray: async () => {
      const held = (await aws.inventory()).map(({ type, id }) => `${type} ${id}`);
      const known = statesIn(workplace.folder).flatMap(({ holding }) => holding ?? []);
      return {
        orphaned: held.filter((each) => !known.includes(each) && !seeds.includes(each)),
        lost: known.filter((each) => !held.includes(each)),
      };
    },
    stop: async () => {
      await aws.stop().finally(() => workplace.remove());
    },
  };
}

/** Nothing that {@link Scene.astray} looks for. */
export const nothing = { orphaned: [], lost: [] };

/** Every problem of an ending, with its stack. */
export function problemsOf({ outcomes }: Ending): string[] {
  return outcomes.flatMap((outcome) =>
    outcome.result === "failed" ? outcome.problems.map((problem) => `${outcome.stack}: ${problem}`) : [],
  );
}
