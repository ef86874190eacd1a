import { tooMany } from "../combinations";
import { characters, forAutomaton, move, type StringTestOf } from "./classes";
import type { Domain } from "./domain";
import { accepts, type Places, startPlaces } from "./glob-automaton";

interface State {
  readonly list: readonly string[];
  readonly whole: readonly Places[];
  readonly each: readonly Places[];
  /** Which questions about each string one of the earlier strings answers. */
  readonly held: readonly boolean[];
}

/** So many steps at most for one list: many lists that are begun fare like one that is known. */
const STEPS = 20;

/**
 * A list of strings for each way of answering two kinds of questions together: about the list as one text with commas,
 * as policies see a header that is sent several times, and about each string, as listener rules do.
 */
export function listsOfStrings(
  askedWhole: readonly StringTestOf[],
  askedEach: readonly StringTestOf[],
  domain: Domain,
  most: number,
): readonly (readonly string[])[] {
  const [whole, each] = [askedWhole.map(forAutomaton), askedEach.map(forAutomaton)];
  const start = each.map(({ codes }) => startPlaces(codes));
  const first: State = {
    list: [domain.start],
    whole: whole.map(({ codes }) => startPlaces(codes)),
    each: start,
    held: each.map(() => false),
  };
  const seen = new Set<string>();
  const found = new Map<string, readonly string[]>();
  for (let level = [first]; level.length > 0; ) {
    const next: State[] = [];
    for (const state of level) {
      const held = each.map(({ codes }, at) => state.held[at] || accepts(codes, state.each[at] ?? []));
      const answers = [...whole.map(({ codes }, at) => accepts(codes, state.whole[at] ?? [])), ...held];
      const name = answers.map(Number).join("");
      if (!found.has(name)) found.set(name, state.list);
      const split: State = { list: [...state.list, ""], whole: move(whole, state.whole, ","), each: start, held };
      const awaited = characters([...whole, ...each], [...state.whole, ...state.each], domain);
      for (const reached of [...awaited.map((one) => typed(whole, each, state, one)), split]) {
        const key = [...reached.whole, "", ...reached.each, reached.held.map(Number).join("")].join("|");
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
      }
      if (seen.size > most * STEPS) throw tooMany();
    }
    level = next;
  }
  return [...found.values()];
}

function typed(whole: readonly StringTestOf[], each: readonly StringTestOf[], state: State, character: string): State {
  const list = [...state.list.slice(0, -1), (state.list.at(-1) ?? "") + character];
  return { ...state, list, whole: move(whole, state.whole, character), each: move(each, state.each, character) };
}
