import { tooMany } from "../combinations";
import { forAutomaton, type StringTestOf } from "./classes";
import type { Domain } from "./domain";
import { accepts, advance, type Places, startPlaces, telling } from "./glob-automaton";

interface State {
  readonly list: readonly string[];
  readonly whole: readonly Places[];
  readonly each: readonly Places[];
  /** Which questions about each string one of the earlier strings answers. */
  readonly held: readonly boolean[];
}

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
      for (const reached of [
        ...characters(whole, each, state, domain).map((one) => typed(whole, each, state, one)),
        split,
      ]) {
        const key = [...reached.whole, "", ...reached.each, reached.held.map(Number).join("")].join("|");
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
      }
      if (seen.size > most * 20) throw tooMany();
    }
    level = next;
  }
  return [...found.values()];
}

function typed(whole: readonly StringTestOf[], each: readonly StringTestOf[], state: State, character: string): State {
  const list = [...state.list.slice(0, -1), (state.list.at(-1) ?? "") + character];
  return { ...state, list, whole: move(whole, state.whole, character), each: move(each, state.each, character) };
}

function move(tests: readonly StringTestOf[], places: readonly Places[], character: string): readonly Places[] {
  return tests.map(({ codes, fold }, at) =>
    advance(codes, places[at] ?? [], (fold ? character.toLowerCase() : character).charCodeAt(0)),
  );
}

/** The characters that some question waits for, in both cases where case does not matter, and one that none does. */
function characters(
  whole: readonly StringTestOf[],
  each: readonly StringTestOf[],
  state: State,
  { alphabet }: Domain,
): readonly string[] {
  const awaited = new Set<string>();
  const waitFor = (tests: readonly StringTestOf[], places: readonly Places[]) =>
    tests.forEach(({ codes, fold }, at) => {
      for (const code of telling(codes, places[at] ?? [])) {
        const character = String.fromCharCode(code);
        awaited.add(character);
        if (fold) awaited.add(character.toUpperCase());
      }
    });
  waitFor(whole, state.whole);
  waitFor(each, state.each);
  const other = [...alphabet].find((character) => !awaited.has(character));
  const allowed = [...awaited].filter((character) => alphabet.includes(character));
  return other === undefined ? allowed : [other, ...allowed];
}
