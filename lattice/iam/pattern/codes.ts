import type { Pattern, PatternPart } from "./pattern";

/** In a list of character codes: any characters, also none. */
export const ANY = -1;
/** In a list of character codes: exactly one character. */
export const ONE = -2;

/** Character codes (UTF-16 units) with {@link ANY} and {@link ONE} between them. */
export type Codes = readonly number[];

/** The codes of a pattern without variables; an unknown part counts as any characters. */
export function codesOf(pattern: Pattern, fold: boolean): Codes {
  const codes: number[] = [];
  for (const part of pattern.parts) pushPart(codes, part, fold);
  return codes;
}

/** Appends a part's codes; a variable must have been replaced before. */
export function pushPart(codes: number[], part: PatternPart, fold: boolean): void {
  if (part.kind === "literal") pushText(codes, part.text, fold);
  else codes.push(part.kind === "one" ? ONE : ANY);
}

/** Appends the codes of a text. */
export function pushText(codes: number[], text: string, fold: boolean): void {
  const folded = fold ? text.toLowerCase() : text;
  for (let index = 0; index < folded.length; index++) codes.push(folded.charCodeAt(index));
}

/** Whether the codes match a whole string. Quadratic at worst, never exponential. */
export function matchCodes(codes: Codes, value: string): boolean {
  let at = 0;
  let code = 0;
  let star = -1;
  let retry = 0;
  while (at < value.length) {
    const wanted = codes[code];
    if (wanted === ONE || wanted === value.charCodeAt(at)) {
      at++;
      code++;
    } else if (wanted === ANY) {
      star = code++;
      retry = at;
    } else if (star >= 0) {
      code = star + 1;
      at = ++retry;
    } else return false;
  }
  while (codes[code] === ANY) code++;
  return code === codes.length;
}

/** The codes of a plain text. */
export function codesOfText(text: string): Codes {
  const codes: number[] = [];
  pushText(codes, text, false);
  return codes;
}

/** Codes as a person writes them. */
export function textOfCodes(codes: Codes): string {
  return codes.map((code) => (code === ANY ? "*" : code === ONE ? "?" : String.fromCharCode(code))).join("");
}
