import { setTimeout as wait } from "node:timers/promises";
import type { Account } from "./account";
import type { Candidate, Wanted } from "./kind";
import { kindOf, typeOf } from "./kinds";
import { ownTags } from "./ownership";
import type { Plan } from "./plan";
import type { Finding } from "./sentences";

export interface SearchOptions {
  /** Milliseconds between two looks at what AWS is still making. Default: 2 s. */
  readonly pause?: number;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** As long as the provider waits for an association by itself. */
const patience = 5 * 60_000;

/** What a plan wants at an address. */
export function wantedAt(address: string, plan: Plan, account: Account, begun: number | undefined): Wanted {
  const planned = plan.of(address);
  return {
    address,
    values: planned?.after ?? {},
    tags: planned ? ownTags(planned) : {},
    account,
    ...(begun === undefined ? {} : { begun }),
  };
}

/** What in AWS may be what a plan wants to make, and no state knows; or why nothing is. */
export async function search(
  wanted: Wanted,
  plan: Plan,
  options: SearchOptions,
): Promise<readonly Candidate[] | Finding> {
  const { address, tags } = wanted;
  const [planned, kind] = [plan.of(address), kindOf(address)];
  if (!planned) return { result: "undeclared" };
  const making = planned.actions.join() === "create";
  if (!kind || "again" in kind || (!making && "id" in kind)) return [];
  if (kind.proof === "tags" && Object.keys(tags).length === 0) return [];
  if ("id" in kind) {
    const id = kind.id(wanted);
    return id === undefined ? [] : [{ id }];
  }
  try {
    const known = new Set([...plan.ids].flatMap(([other, id]) => (typeOf(other) === typeOf(address) ? [id] : [])));
    const found = (await made(address, () => kind.find(wanted), options)).filter(({ id }) => !known.has(id));
    const [first] = found;
    if (!making) return first ? { result: "more", others: found.map(({ id, named = id }) => named) } : [];
    if (!first?.status?.endsWith("FAILED")) return found;
    return { result: "failed", id: first.named ?? first.id, status: first.status };
  } catch (error) {
    return { result: "unknown", why: error instanceof Error ? error.message : String(error) };
  }
}

/** What AWS is still making is waited for, as the provider that made it would have. */
async function made(
  address: string,
  find: () => Promise<readonly Candidate[]>,
  { pause = 2000, signal, onProgress }: SearchOptions,
): Promise<readonly Candidate[]> {
  const until = Date.now() + patience;
  for (;;) {
    const found = await find();
    const making = found.some(({ status }) => status?.endsWith("IN_PROGRESS"));
    if (!making || signal?.aborted || Date.now() > until) return found;
    onProgress?.(`waiting for ${address}, which AWS is still making`);
    await wait(pause, undefined, signal ? { signal } : {}).catch(() => {});
  }
}
