import { readDate } from "../iam/operators/date";
import { type Cidr, readCidr } from "../iam/operators/ip";
import { readNumber } from "../iam/operators/number";

/** The kinds of comparison that read a value as something else than text. */
export type TypedFamily = "Numeric" | "Date" | "IpAddress" | "Binary";

/** Whether the operators of a family read values as something else than text. */
export function isTypedFamily(family: string): family is TypedFamily {
  return Object.hasOwn(EXAMPLES, family);
}

/**
 * Values that stand for all that comparisons of a family with these texts can tell apart: every threshold, one on either
 * side of each, and one that cannot be read. `spare` asks for so many more of each, written otherwise.
 */
export function typedValues(family: TypedFamily, wanted: readonly string[], spare: number): readonly string[] {
  return [...new Set(["x", ...EXAMPLES[family](wanted, spare)])];
}

const EXAMPLES: Readonly<Record<TypedFamily, (wanted: readonly string[], spare: number) => readonly string[]>> = {
  Numeric: numbers,
  Date: dates,
  IpAddress: addresses,
  Binary: (wanted) => [...wanted, ...[...wanted, ""].map((_, at) => Buffer.from(String(at)).toString("base64"))],
};

function numbers(wanted: readonly string[], spare: number): readonly string[] {
  const known = [...new Map(wanted.map((text) => [readNumber(text) ?? 0, text]))].sort(([one], [other]) => one - other);
  const values = known.flatMap(([number, text], at) => {
    const before = known[at - 1]?.[0];
    const between = before === undefined ? number - Math.max(1, Math.abs(number)) : before + (number - before) / 2;
    return [plain(between), plain(number - 1), text, plain(number + 1)];
  });
  const [highest = 0] = known.at(-1) ?? [];
  return written([...values, plain(highest + Math.max(1, Math.abs(highest)))], spare, (text) =>
    text.includes(".") ? `${text}0` : `${text}.0`,
  );
}

/** A number without an exponent, which policies do not read. */
function plain(number: number): string {
  if (!Number.isFinite(number)) return "0";
  if (Number.isInteger(number)) return BigInt(number).toString();
  const text = String(number);
  return text.includes("e") ? number.toFixed(100).replace(/0+$/, "") : text;
}

/** Dates are compared as milliseconds, and beyond the year 9999 as seconds. */
function dates(wanted: readonly string[], spare: number): readonly string[] {
  const times = [...new Set(wanted.flatMap((text) => readDate(text) ?? []))];
  // Beside a date that is not known, any date is one that may hold.
  const known = times.length > 0 ? times : [0];
  const values = known.flatMap((time) => [-1000, -1, 0, 1, 1000].map((step) => dateText(time + step)));
  return written(values, spare, (text) => (text.endsWith("Z") ? `${text.slice(0, -1)}0Z` : `0${text}`));
}

const LAST = Date.parse("9999-12-31T23:59:59.999Z");
const FIRST = Date.parse("0000-01-01T00:00:00.000Z");

function dateText(time: number): string {
  if (time >= FIRST && time <= LAST) return new Date(time).toISOString();
  return time > LAST ? plain(Math.round(time / 1000)) : "x";
}

function addresses(wanted: readonly string[], spare: number): readonly string[] {
  const ranges = wanted.flatMap((text) => readCidr(text) ?? []).map(boundsOf);
  const points = [{ bits: 32, at: 0n }, { bits: 128, at: 0n }, ...ranges.flat()];
  return points.flatMap(({ bits, at }) =>
    [...new Array(spare + 1).keys()].flatMap((step) => addressText(bits, at + BigInt(step))),
  );
}

interface Point {
  readonly bits: number;
  readonly at: bigint;
}

/** The first address of a range, the last one, and those beside them. */
function boundsOf({ groups, prefix }: Cidr): readonly Point[] {
  const bits = groups.length * 16;
  const host = BigInt(bits - prefix);
  const address = groups.reduce((sum, group) => (sum << 16n) + BigInt(group), 0n);
  const first = (address >> host) << host;
  const behind = first + (1n << host);
  return [first - 1n, first, behind - 1n, behind].map((at) => ({ bits, at }));
}

function addressText(bits: number, at: bigint): readonly string[] {
  if (at < 0n || at >= 1n << BigInt(bits)) return [];
  const size = bits === 32 ? 8n : 16n;
  const count = bits === 32 ? 4 : 8;
  const groups = [...new Array(count).keys()].map(
    (index) => (at >> (BigInt(count - 1 - index) * size)) & ((1n << size) - 1n),
  );
  return [groups.map((group) => group.toString(bits === 32 ? 10 : 16)).join(bits === 32 ? "." : ":")];
}

/** The texts, and each of them written in more ways. */
function written(texts: readonly string[], spare: number, again: (text: string) => string): readonly string[] {
  return texts.flatMap((text) => {
    const ways = [text];
    for (let count = 0; count < spare; count++) ways.push(again(ways.at(-1) ?? text));
    return ways;
  });
}
