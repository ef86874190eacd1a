import type { Questions } from "../questions";
import type { FreeParts } from "../request-classes";
import { describeStrings } from "./describe-strings";

/**
 * Which headers or query strings some requests have, of all that make a difference for one method and path: in words
 * where one header alone does, otherwise by an example.
 */
export function describeVariants(
  selected: readonly FreeParts[],
  all: readonly FreeParts[],
  questions: Questions,
): string {
  const [[name = "", tests] = [], ...more] = questions.headers;
  if (tests === undefined || more.length > 0 || questions.query.size > 0) return example(selected);
  const valuesIn = (parts: readonly FreeParts[]) => [...new Set(parts.flatMap(({ headers }) => headers[name] ?? []))];
  const [values, chosen] = [valuesIn(all), valuesIn(selected)];
  const words = (some: readonly string[]) =>
    describeStrings(some, values, tests, "value")
      .map((word) => (word === "" ? "(empty)" : word))
      .join(", ");
  if (!selected.some(({ headers }) => headers[name] === undefined)) return `with ${name}: ${words(chosen)}`;
  const taken = new Set(chosen);
  return `unless ${name}: ${words(values.filter((value) => !taken.has(value)))}`;
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
