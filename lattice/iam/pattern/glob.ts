import { ANY, type Codes, matchCodes, ONE } from "./codes";

/** Whether a string is one that codes describe. */
export type StringTest = (value: string) => boolean;

/** Compiles codes into a test of a whole string, with native string searches where no `?` is in the way. */
export function globTest(codes: Codes): StringTest {
  if (codes.includes(ONE)) return (value) => matchCodes(codes, value);
  const segments = literalSegments(codes);
  const [head = "", ...rest] = segments;
  const tail = rest.pop();
  if (tail === undefined) return (value) => value === head;
  if (rest.length === 0 && tail === "") return (value) => hasPrefix(value, head);
  return (value) => matchSegments(value, head, rest, tail);
}

/** The texts between the wildcards. */
export function literalSegments(codes: Codes): readonly string[] {
  const segments = [""];
  for (const code of codes) {
    if (code === ANY) segments.push("");
    else segments.push(`${segments.pop()}${String.fromCharCode(code)}`);
  }
  return segments;
}

/** `startsWith`, which is five times slower in Node 20. */
function hasPrefix(value: string, prefix: string): boolean {
  return prefix === "" || value.slice(0, prefix.length) === prefix;
}

function matchSegments(value: string, head: string, middle: readonly string[], tail: string): boolean {
  const end = value.length - tail.length;
  if (end < head.length || !hasPrefix(value, head) || !value.endsWith(tail)) return false;
  let from = head.length;
  for (const segment of middle) {
    const found = value.indexOf(segment, from);
    if (found < 0) return false;
    from = found + segment.length;
  }
  return from <= end;
}
