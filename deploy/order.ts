import type { StackLayout } from "../stacks/layout";

/** A stack and the stacks among the same selection that come before it. */
export interface Ordered {
  readonly id: string;
  readonly after: readonly string[];
}

/** Deploy order within a selection: what is not selected is taken to be there, and its contract says so if it is not. */
export function deployOrder(layouts: readonly StackLayout[]): Ordered[] {
  const selected = new Set(layouts.map(({ id }) => id));
  return layouts.map(({ id, after }) => ({ id, after: after.filter((each) => selected.has(each)) }));
}

/** The reverse: a stack is destroyed after all those that read it. */
export function destroyOrder(layouts: readonly StackLayout[]): Ordered[] {
  return [...layouts].reverse().map(({ id }) => ({
    id,
    after: layouts.filter(({ after }) => after.includes(id)).map((reader) => reader.id),
  }));
}

/** Stacks that may run together: each wave after those before it. */
export function wavesOf(stacks: readonly Ordered[]): Ordered[][] {
  const depths = new Map<string, number>();
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const depth = Math.max(-1, ...(byId.get(id)?.after ?? []).map(depthOf)) + 1;
    depths.set(id, depth);
    return depth;
  };
  const waves: Ordered[][] = [];
  for (const stack of stacks) {
    const depth = depthOf(stack.id);
    const wave = waves[depth] ?? [];
    wave.push(stack);
    waves[depth] = wave;
  }
  return waves;
}
