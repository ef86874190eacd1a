import { resolve } from "node:path";
import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { KilledApplies } from "../terraform/killed-applies";
import { emptyState } from "./empty-state";
import { halfMade } from "./half-made";
import { parseState, readState, stateFile, type Where } from "./stored-state";

/** What a stack's state says before Terraform works on it. */
export interface Found {
  /** Why nothing can be done; one sentence or two. */
  readonly problem?: string;
  /** Addresses that an interrupted apply left half made, and that this one goes on with. */
  readonly halfMade: readonly string[];
}

/** Looks at the state of a stack, by its id. */
export type Look = (stack: string) => Promise<Found>;

const nothing: Found = { halfMade: [] };

export interface LookOptions extends Where {
  readonly destroy: boolean;
  /** Folder of what Terraform printed. */
  readonly logs?: string;
}

/** What cannot be read, Terraform is the one to say; but for an empty state, which it takes for none. */
export function lookAt(platform: Platform, layouts: readonly StackLayout[], options: LookOptions): Look {
  return async (stack) => {
    const layout = layouts.find(({ id }) => id === stack);
    if (!layout) return nothing;
    const text = await readState(platform, layout, options).catch(() => undefined);
    if (text === undefined) return nothing;
    const file = stateFile(platform.state, stack, options.outdir);
    const problem = emptyState({
      stack,
      text,
      ...(file === undefined ? {} : { file }),
      killed: !options.destroy && new KilledApplies(resolve(options.logs ?? logsFolder), stack).lastWasKilled,
    });
    if (problem !== undefined) return { problem, halfMade: [] };
    const state = parseState(text);
    return state && !options.destroy ? { halfMade: halfMade(state) } : nothing;
  };
}

const logsFolder = ".trellis/logs";
