import type { LatticeRequest } from "../decide/request";
import { type Answered, answered, combinations, type Picked, tooMany } from "./combinations";
import type { Questions, ValueTest } from "./questions";
import { answersOf, type StringTestOf } from "./strings/classes";
import { witnessesOf } from "./strings/witnesses";
import { readName, type Statuses, statusesOf, valuesEnough } from "./units";
import { type Values, ValueWays } from "./value-ways";

/** The part of a request that a client is free to set. */
export type FreeParts = Required<Pick<LatticeRequest, "method" | "path" | "query">> & {
  readonly headers: Readonly<Record<string, readonly string[]>>;
};

/** So many classes at most, for one caller and one listener. */
const MOST = 500_000;

/**
 * One request for each class of requests that the questions can tell apart: each method with each path, and for both of
 * them each set of statements and rules whose headers and query string parameters are there. A query string parameter
 * may have several values at once, so that every set of classes of its values is a way of its own.
 */
export function* witnesses(questions: Questions): Generator<FreeParts> {
  const methods = witnessesOf("method", questions.method);
  const paths = witnessesOf("path", questions.path);
  const choices = choicesOf(questions);
  let count = 0;
  for (const path of paths) {
    for (const method of methods) {
      if (choices.length === 0) {
        yield { path, method, headers: {}, query: {} };
        continue;
      }
      for (const picked of combinations(questions.units, choices, { method, path })) {
        if (++count > MOST) throw tooMany();
        yield { path, method, headers: partsIn("header ", picked), query: partsIn("query ", picked) };
      }
    }
  }
}

function choicesOf({ headers, query, units }: Questions): readonly Answered[] {
  const all = (kind: "header" | "query", tests: ReadonlyMap<string, readonly ValueTest[]>) =>
    [...tests].map(([name, own]) => {
      const variable = readName(kind, name);
      return { variable, ways: new ValueWays(kind, own).examples(valuesEnough(units, variable)) };
    });
  return [...all("header", headers), ...all("query", query)].map((choice) => answered(units, choice));
}

function partsIn(kind: string, picked: Picked): Record<string, readonly string[]> {
  const parts: Record<string, readonly string[]> = {};
  for (const [variable, values] of picked) {
    if (values && variable.startsWith(kind)) parts[variable.slice(kind.length)] = values;
  }
  return parts;
}

/** Names the class of a request: two requests are in one class if and only if their names are equal. */
export function classOf(questions: Questions, request: FreeParts): string {
  const fixed = [answersTo(questions.method, request.method), answersTo(questions.path, request.path)];
  return [...fixed, ...unitsOf(questions, request)].join("/");
}

/** What each statement and rule says of a request. */
export function unitsOf({ units }: Questions, request: FreeParts): Statuses {
  const { headers, query } = request;
  return statusesOf(units, request, (variable) => {
    const [kind = "", ...name] = variable.split(" ");
    return valuesOf(kind === "header" ? headers : query, name.join(" "));
  });
}

function answersTo(tests: readonly StringTestOf[], value: string): string {
  return answersOf(tests, value).map(Number).join("");
}

function valuesOf(record: Readonly<Record<string, readonly string[]>>, lowerName: string): Values {
  return Object.entries(record).find(([name]) => name.toLowerCase() === lowerName)?.[1];
}
