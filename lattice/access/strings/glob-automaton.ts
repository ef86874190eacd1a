import { ANY, type Codes, ONE } from "../../iam/pattern/codes";

/** In codes for an automaton: any characters but a colon. */
const ANY_IN_COMPONENT = -3;
/** In codes for an automaton: one character that is no colon. */
const ONE_IN_COMPONENT = -4;
const COLON = ":".charCodeAt(0);
/** Of an ARN, before the resource. */
const COLONS = 5;

/** The codes with which an automaton compares an ARN component by component, as `arnTest` does. */
export function componentCodes(codes: Codes): Codes {
  const colons = codes.flatMap((code, at) => (code === COLON ? [at] : [])).slice(0, COLONS);
  const last = colons.at(-1) ?? -1;
  return codes.map((code, at) => {
    if (at > last) return code;
    return code === ANY ? ANY_IN_COMPONENT : code === ONE ? ONE_IN_COMPONENT : code;
  });
}

/**
 * The places in a pattern that a string read so far can have come to, in ascending order; empty when the string can no
 * longer match. Places before the last `*` that was reached are left out: whatever matches from there matches from the
 * `*` too, so that an automaton has about as many states as its pattern has characters.
 */
export type Places = readonly number[];

/** Where a pattern stands before the first character. */
export function startPlaces(codes: Codes): Places {
  return prune(codes, [0]);
}

/** Where a pattern stands after one more character. */
export function advance(codes: Codes, places: Places, character: number): Places {
  const next: number[] = [];
  for (const place of places) {
    const code = codes[place];
    if (code === ANY || (code === ANY_IN_COMPONENT && character !== COLON)) next.push(place);
    else if (code === ONE || code === character || (code === ONE_IN_COMPONENT && character !== COLON))
      next.push(place + 1);
  }
  return prune(codes, next);
}

/** Where a pattern stands after a text. */
export function advanceBy(codes: Codes, places: Places, text: string): Places {
  let reached = places;
  for (let index = 0; index < text.length && reached.length > 0; index++) {
    reached = advance(codes, reached, text.charCodeAt(index));
  }
  return reached;
}

/** Whether the string read so far matches. */
export function accepts(codes: Codes, places: Places): boolean {
  return places.at(-1) === codes.length;
}

/** The characters that lead somewhere else than the rest of the alphabet does. */
export function telling(codes: Codes, places: Places): readonly number[] {
  return places.flatMap((place) => {
    const code = codes[place];
    if (code === ANY_IN_COMPONENT || code === ONE_IN_COMPONENT) return [COLON];
    return code !== undefined && code >= 0 ? [code] : [];
  });
}

/** Adds the places behind a `*` that is reached, sorts, and forgets what the last `*` covers. */
function prune(codes: Codes, places: readonly number[]): Places {
  const reached = new Set<number>();
  let star = -1;
  for (const place of places) {
    let at = place;
    reached.add(at);
    while (codes[at] === ANY || codes[at] === ANY_IN_COMPONENT) {
      if (codes[at] === ANY) star = Math.max(star, at);
      reached.add(++at);
    }
  }
  return [...reached].filter((place) => place >= star).sort((left, right) => left - right);
}
