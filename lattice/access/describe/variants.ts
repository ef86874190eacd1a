import { FALSE } from "../../tri";
import type { Questions } from "../questions";
import { type FreeParts, unitsOf } from "../request-classes";
import { MOOT, type Statuses } from "../units";

/**
 * Which headers or query strings some requests of one method and path have, of all that make a difference there: by the
 * statements and rules that must hold, or must not, where these tell them apart, otherwise by an example.
 */
export function describeVariants(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  questions: Questions,
): string {
  const chosen = new Set(selected.map(nameOf));
  const variants = all.map((parts) => ({ isOwn: chosen.has(nameOf(parts)), says: unitsOf(questions, parts) }));
  const [plainest] = all;
  const units = questions.units.map(({ base, words, reads }) => ({
    words,
    top: plainest && reads.size > 0 ? base(plainest.method, plainest.path) : FALSE,
  }));
  const needed = literalsOf(variants, units);
  if (needed) return conjunction(needed);
  const opposite = literalsOf(
    variants.map((one) => ({ ...one, isOwn: !one.isOwn })),
    units,
  );
  return (opposite && negation(opposite)) ?? example(selected);
}

interface Variant {
  readonly isOwn: boolean;
  readonly says: Statuses;
}

/** What must hold, and must not, for these variants and for no others; undefined where no such list says it. */
function literalsOf(
  variants: readonly Variant[],
  units: readonly { readonly words: string; readonly top: number }[],
): readonly Literal[] | undefined {
  const own = variants.filter(({ isOwn }) => isOwn);
  const literals = units.flatMap(({ words, top }, at): readonly Literal[] => {
    if (top === FALSE) return [];
    if (own.every(({ says }) => says[at] === top)) return [{ at, wanted: top, words, negated: false }];
    return own.every(({ says }) => says[at] === FALSE) ? [{ at, wanted: FALSE, words, negated: true }] : [];
  });
  const isBroken = ({ at, wanted }: Literal, says: Statuses) => says[at] !== wanted && says[at] !== MOOT;
  const tells = (some: readonly Literal[]) =>
    variants.every(({ isOwn, says }) => isOwn || some.some((literal) => isBroken(literal, says)));
  if (!tells(literals)) return undefined;
  return literals.reduceRight((kept, literal) => {
    const fewer = kept.filter((one) => one !== literal);
    return tells(fewer) ? fewer : kept;
  }, literals);
}

function conjunction(literals: readonly Literal[]): string {
  const words = (negated: boolean) => [
    ...new Set(literals.filter((one) => one.negated === negated).map((one) => one.words)),
  ];
  const [positive, negative] = [words(false), words(true)];
  return [
    ...(positive.length > 0 ? [`with ${positive.join(" and ")}`] : []),
    ...(negative.length > 0 ? [`unless ${negative.join(", or ")}`] : []),
  ].join(", ");
}

/** The opposite, where it reads as a list: one that must hold turned around, or none that may. */
function negation(literals: readonly Literal[]): string | undefined {
  const words = [...new Set(literals.map((one) => one.words))];
  if (literals.every(({ negated }) => negated)) return `with ${words.join(", or ")}`;
  const [only] = words;
  return words.length === 1 && literals.every(({ negated }) => !negated) ? `unless ${only}` : undefined;
}

interface Literal {
  readonly at: number;
  readonly wanted: number;
  readonly words: string;
  readonly negated: boolean;
}

/** Equal for requests with the same headers and query. */
function nameOf({ headers, query }: FreeParts): string {
  return JSON.stringify([headers, query]);
}

function example([first]: readonly FreeParts[]): string {
  const { headers, query } = first ?? { headers: {}, query: {} };
  const fields = Object.entries(headers).map(([name, values]) => `${name}: ${values.join(", ")}`);
  const parameters = Object.entries(query).flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  const all = [...fields, ...(parameters.length > 0 ? [`?${parameters.join("&")}`] : [])];
  return all.length > 0
    ? `with some headers or parameters, such as ${all.join(", ")}`
    : "with some headers or parameters only, such as none";
}
