import type { Questions } from "../questions";
import type { FreeParts } from "../request-classes";
import { describeStrings } from "./describe-strings";

/**
 * Which headers or query strings some requests have, of all that make a difference for one method and path: in words
 * where headers alone tell them apart, by what each has to be, otherwise by an example.
 */
export function describeVariants(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  questions: Questions,
): string {
  if (questions.query.size > 0) return example(selected);
  const chosen = new Set(selected.map(nameOf));
  const others = all.filter((parts) => !chosen.has(nameOf(parts)));
  const condition = conditionOf(selected, all, questions);
  if (condition) return `with ${condition}`;
  const opposite = conditionOf(others, all, questions);
  return opposite ? `unless ${opposite}` : example(selected);
}

/**
 * Values of headers that exactly these requests have, of all of them; undefined where no such values say it. A header that
 * is sent several times is what any of its values makes it, as rules see it: where that would not be true, none is named.
 */
function conditionOf(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  { headers: asked }: Questions,
): string | undefined {
  const needed = [...asked].flatMap(([name, tests]) => {
    if (selected.some((parts) => valuesOf(parts, name).length === 0)) return [];
    return [{ name, tests, values: alone(selected, name), known: alone(all, name) }];
  });
  const holds = (parts: FreeParts) =>
    needed.every(({ name, values }) => valuesOf(parts, name).some((value) => values.includes(value)));
  const chosen = new Set(selected.map(nameOf));
  if (needed.length === 0 || all.some((parts) => holds(parts) !== chosen.has(nameOf(parts)))) return undefined;
  return needed
    .map(({ name, tests, values, known }) => {
      const words = describeStrings(values, known, tests, "value").map((word) => (word === "" ? "(empty)" : word));
      return `${name}: ${words.join(", ")}`;
    })
    .join(" and ");
}

function valuesOf({ headers }: FreeParts, name: string): readonly string[] {
  return headers[name] ?? [];
}

/** The values that the header has where it is sent once. */
function alone(parts: readonly FreeParts[], name: string): readonly string[] {
  const values = parts.map((each) => valuesOf(each, name)).filter(({ length }) => length === 1);
  return [...new Set(values.flat())];
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
    ? `with headers or a query string such as ${all.join(", ")}`
    : "without some headers or parameters";
}
