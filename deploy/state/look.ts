import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { logsFolder } from "../logs-folder";
import { KilledApplies } from "../terraform/killed-applies";
import { elsewhere } from "./elsewhere";
import { emptyState } from "./empty-state";
import { halfMade } from "./half-made";
import { parseState, type StoredStates } from "./stored-state";

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

export interface LookOptions {
  readonly destroy: boolean;
  /** The declared accounts, by key. */
  readonly accounts: Platform["accounts"];
}

/**
 * What cannot be read, Terraform is the one to say; but for an empty state, its own or of a stack that it reads: Terraform
 * takes it for none, and says that the other stack has not been deployed yet; and for a state of what is in another region
 * or account, whose resources Terraform takes for gone.
 *
 * @param layouts - All stacks of the platform.
 */
export function lookAt(
  states: StoredStates,
  layouts: readonly StackLayout[],
  { destroy, accounts }: LookOptions,
): Look {
  const read = (layout: StackLayout) => states.read(layout).catch(() => undefined);
  const aboutEmpty = (stack: string, reader?: string) => {
    const file = states.file(stack);
    const killed = (reader !== undefined || !destroy) && lastApplyWasKilled(stack);
    return emptyState({
      stack,
      killed,
      ...(file === undefined ? {} : { file }),
      ...(reader === undefined ? {} : { reader }),
    });
  };
  // Many stacks read the same few.
  const emptyOnes = new Map<string, Promise<boolean>>();
  const isEmpty = (layout: StackLayout) => {
    const known = emptyOnes.get(layout.id) ?? read(layout).then(isBlank);
    emptyOnes.set(layout.id, known);
    return known;
  };
  return async (stack) => {
    const layout = layouts.find(({ id }) => id === stack);
    if (!layout) return nothing;
    const text = await read(layout);
    const problem = isBlank(text) ? aboutEmpty(stack) : undefined;
    if (problem !== undefined) return { problem, halfMade: [] };
    for (const other of layouts.filter(({ id }) => layout.after.includes(id))) {
      const damaged = (await isEmpty(other)) ? aboutEmpty(other.id, stack) : undefined;
      if (damaged !== undefined) return { problem: damaged, halfMade: [] };
    }
    const state = text === undefined ? undefined : parseState(text);
    const { region, account } = layout;
    const moved = state && elsewhere(state, { stack, region, accountId: accounts[account]?.id ?? "" });
    if (moved !== undefined) return { problem: moved, halfMade: [] };
    return state && !destroy ? { halfMade: halfMade(state) } : nothing;
  };
}

function isBlank(text: string | undefined): boolean {
  return text?.trim() === "";
}

function lastApplyWasKilled(stack: string): boolean {
  return new KilledApplies(logsFolder(), stack).lastWasKilled;
}
