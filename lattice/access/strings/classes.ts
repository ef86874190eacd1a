import { arnTest } from "../../iam/pattern/arn";
import { type Codes, matchCodes } from "../../iam/pattern/codes";
import type { Domain } from "./domain";
import { accepts, advance, advanceBy, componentCodes, type Places, startPlaces, telling } from "./glob-automaton";

/** One question that policies and rules ask about a string. */
export interface StringTestOf {
  readonly codes: Codes;
  /** Asked without regard to case; the codes are in lower case. */
  readonly fold: boolean;
  /** What stands before the string when it is asked about: the service's ARN before a path. Default: nothing. */
  readonly before?: string;
  /** Compares component by component, as the operators for ARNs do. Default: false. */
  readonly arn?: true;
}

/** All strings that give the same answer to every question. */
export interface StringClass {
  /** The shortest of them, made of the plainest characters. */
  readonly witness: string;
  /** The answers, in the order of the questions. */
  readonly holds: readonly boolean[];
}

/** The answers to every question about one string. */
export function answersOf(tests: readonly StringTestOf[], value: string): readonly boolean[] {
  return tests.map((test) => isMatch(test, value));
}

/** The answer to a question about one string. */
export function isMatch({ codes, fold, before = "", arn }: StringTestOf, value: string): boolean {
  const whole = fold ? (before + value).toLowerCase() : before + value;
  return arn ? arnTest(codes)(whole) : matchCodes(codes, whole);
}

interface State {
  readonly witness: string;
  readonly places: readonly Places[];
}

/**
 * The classes into which questions divide the strings of a domain. Exact: two strings are in one class if and only if
 * no question tells them apart, and every class that has a string is found. All patterns are read side by side, one
 * character at a time; at each step only the characters that some pattern waits for, and one that none does, differ.
 */
export function stringClasses(asked: readonly StringTestOf[], domain: Domain): readonly StringClass[] {
  const tests = asked.map(forAutomaton);
  const found = new Map<string, StringClass>();
  const seen = new Set<string>();
  let level = [startState(tests, domain)];
  for (let length = 0; level.length > 0; length++) {
    const next: State[] = [];
    for (const state of level) {
      if (length >= domain.least) record(found, tests, state);
      for (const character of characters(tests, state.places, domain)) {
        const reached = { witness: state.witness + character, places: move(tests, state.places, character) };
        const key = `${Math.min(length + 1, domain.least)}|${reached.places.join("|")}`;
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
      }
    }
    level = next;
  }
  return [...found.values()];
}

/** A question with the codes that an automaton reads. */
export function forAutomaton(test: StringTestOf): StringTestOf {
  return test.arn ? { ...test, codes: componentCodes(test.codes) } : test;
}

function startState(tests: readonly StringTestOf[], domain: Domain): State {
  const places = tests.map(({ codes, fold, before = "" }) => {
    const text = before + domain.start;
    return advanceBy(codes, startPlaces(codes), fold ? text.toLowerCase() : text);
  });
  return { witness: domain.start, places };
}

function record(found: Map<string, StringClass>, tests: readonly StringTestOf[], state: State): void {
  const holds = tests.map((test, index) => accepts(test.codes, state.places[index] ?? []));
  const key = holds.map(Number).join("");
  if (!found.has(key)) found.set(key, { witness: state.witness, holds });
}

/**
 * The characters that some pattern waits for at its places, in both cases where case does not matter, and one that none
 * does.
 */
export function characters(
  tests: readonly StringTestOf[],
  places: readonly Places[],
  { alphabet }: Domain,
): readonly string[] {
  const awaited = new Set<string>();
  tests.forEach(({ codes, fold }, index) => {
    for (const code of telling(codes, places[index] ?? [])) {
      const character = String.fromCharCode(code);
      awaited.add(character);
      if (fold) awaited.add(character.toUpperCase());
    }
  });
  const other = [...alphabet].find((character) => !awaited.has(character));
  const allowed = [...awaited].filter((character) => alphabet.includes(character));
  return other === undefined ? allowed : [other, ...allowed];
}

/** Where the patterns are after one more character. */
export function move(tests: readonly StringTestOf[], places: readonly Places[], character: string): readonly Places[] {
  const code = character.charCodeAt(0);
  const folded = character.toLowerCase().charCodeAt(0);
  return tests.map(({ codes, fold }, index) => {
    const from = places[index] ?? [];
    return from.length === 0 ? from : advance(codes, from, fold ? folded : code);
  });
}
