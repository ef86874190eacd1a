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

/**
 * What cannot be read, Terraform is the one to say; but for an empty state, its own or of a stack that it reads: Terraform
 * takes it for none, and says that the other stack has not been deployed yet.
 *
 * @param layouts - All stacks of the platform.
 */
export function lookAt(platform: Platform, layouts: readonly StackLayout[], options: LookOptions): Look {
  const read = (layout: StackLayout) => readState(platform, layout, options).catch(() => undefined);
  const emptiness = (stack: string, text: string | undefined, reader?: string) => {
    const file = stateFile(platform.state, stack, options.outdir);
    return emptyState({
      stack,
      text: text ?? "{}",
      killed: (reader !== undefined || !options.destroy) && lastApplyWasKilled(stack, options),
      ...(file === undefined ? {} : { file }),
      ...(reader === undefined ? {} : { reader }),
    });
  };
  return async (stack) => {
    const layout = layouts.find(({ id }) => id === stack);
    if (!layout) return nothing;
    const text = await read(layout);
    const problem = emptiness(stack, text);
    if (problem !== undefined) return { problem, halfMade: [] };
    for (const other of layouts.filter(({ id }) => layout.after.includes(id))) {
      const damaged = emptiness(other.id, await read(other), stack);
      if (damaged !== undefined) return { problem: damaged, halfMade: [] };
    }
    const state = text === undefined ? undefined : parseState(text);
    return state && !options.destroy ? { halfMade: halfMade(state) } : nothing;
  };
}

function lastApplyWasKilled(stack: string, { logs = logsFolder }: LookOptions): boolean {
  return new KilledApplies(resolve(logs, `${stack}-apply.log`)).lastWasKilled;
}

const logsFolder = ".trellis/logs";
