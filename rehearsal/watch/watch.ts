import type { LatticeStore } from "../../local/aws/lattice/store";
import type { LocalAws } from "../../local/aws/start";
import { type Forwarding, forwardingsIn, targetsIn } from "./forwarding";
import { lackOf, type Protection, protectionsIn } from "./protection";

/** What a watch saw. */
export interface Seen {
  /** How many states it saw between the first and the last. */
  readonly states: number;
  /** A sentence for each thing that was not as it should be, even if for a moment. */
  readonly problems: readonly string[];
}

interface State {
  readonly cause: string;
  /** By service or service network. */
  readonly protections: ReadonlyMap<string, Protection>;
  readonly forwardings: readonly Forwarding[];
  /** By target group. */
  readonly targets: ReadonlyMap<string, number>;
}

/**
 * Looks at VPC Lattice after every single change, while something else is at work there: what was there before and is
 * there afterwards must ask for IAM authorization and have its auth policy, the old one or the new one, at every moment;
 * and no listener may send requests to a target group that is gone, or that has lost its targets.
 */
export class Watch {
  readonly #states: State[] = [];
  readonly #stop: () => void;

  constructor(aws: Pick<LocalAws, "observe">) {
    this.#stop = aws.observe((store, cause) => this.#states.push(stateOf(store, cause)));
  }

  end(): Seen {
    this.#stop();
    const [first] = this.#states;
    const last = this.#states.at(-1);
    if (!first || !last) return { states: 0, problems: ["nothing was seen"] };
    const kept = [...first.protections.keys()].filter((key) => last.protections.has(key));
    const problems = this.#states.flatMap((state) => [
      ...kept.flatMap((key) => unprotected(key, state, first, last)),
      ...state.forwardings.flatMap((forwarding) => lost(forwarding, state, first, last)),
    ]);
    return { states: this.#states.length - 1, problems: [...new Set(problems)] };
  }
}

function stateOf(store: LatticeStore, cause: string): State {
  return {
    cause,
    protections: protectionsIn(store),
    forwardings: forwardingsIn(store),
    targets: targetsIn(store),
  };
}

function unprotected(key: string, { cause, protections }: State, first: State, last: State): string[] {
  const found = protections.get(key);
  if (!found) return [`${first.protections.get(key)?.name} was gone after ${cause}`];
  const lack = lackOf(found);
  if (lack !== undefined) return [`${found.name} had ${lack} after ${cause}`];
  const known = [first, last].some((each) => each.protections.get(key)?.policy === found.policy);
  return known ? [] : [`${found.name} had neither its old nor its new auth policy after ${cause}`];
}

/** A group that was empty and stays empty is filled by somebody else. */
function lost({ from, targetGroupId }: Forwarding, { cause, targets }: State, first: State, last: State): string[] {
  const count = targets.get(targetGroupId);
  if (count === undefined) return [`${from} sent requests to ${targetGroupId}, which was gone after ${cause}`];
  const filled = [first, last].some((each) => (each.targets.get(targetGroupId) ?? 0) > 0);
  return count === 0 && filled ? [`${from} sent requests to ${targetGroupId}, which had no target after ${cause}`] : [];
}
