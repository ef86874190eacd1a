import { relative } from "node:path";
import type { StackLayout } from "../../stacks/layout";
import { describe } from "../preflight/problem";
import { parseState, StateRefused, type StoredStates } from "./stored-state";

/** What a stack's state says of what the stack holds. */
export type Held =
  /** How many resources; 0 where there is no state. */
  | { readonly known: true; readonly resources: number }
  /** Why nobody can tell: the credentials may not read the state, it is no state, or whoever keeps it did not answer. */
  | { readonly known: false; readonly because: "refused" | "damaged" | "unanswered"; readonly detail: string };

/** What the state of each stack says, by the stack's id. */
export async function heldResources(
  states: StoredStates,
  layouts: readonly StackLayout[],
): Promise<ReadonlyMap<string, Held>> {
  const counted = layouts.map(async (layout) => [layout.id, await heldBy(states, layout)] as const);
  return new Map(await Promise.all(counted));
}

async function heldBy(states: StoredStates, layout: StackLayout): Promise<Held> {
  try {
    const text = await states.read(layout);
    if (text === undefined) return { known: true, resources: 0 };
    const state = parseState(text);
    if (state) return { known: true, resources: state.resources.filter(({ mode }) => mode === "managed").length };
    const file = states.file(layout.id);
    const place = file === undefined ? "its object in the bucket" : relative(process.cwd(), file);
    return {
      known: false,
      because: "damaged",
      detail: `${place} is ${text.trim() === "" ? "empty" : "no state file"}`,
    };
  } catch (error) {
    if (error instanceof StateRefused) return { known: false, because: "refused", detail: error.message };
    return { known: false, because: "unanswered", detail: describe(error) };
  }
}
