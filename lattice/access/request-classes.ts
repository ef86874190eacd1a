import type { LatticeRequest } from "../decide/request";
import type { Questions } from "./questions";
import { answersOf, type StringTestOf, stringClasses } from "./strings/classes";
import { type Domain, METHODS, PATHS, VALUES } from "./strings/domain";
import { type Values, ValueWays } from "./value-ways";

/** The part of a request that a client is free to set. */
export type FreeParts = Required<Pick<LatticeRequest, "method" | "path" | "query">> & {
  readonly headers: Readonly<Record<string, readonly string[]>>;
};

/**
 * One request for each class of requests that the questions can tell apart: each method with each path, with each header
 * and each query string parameter that is asked about absent, or present in each way that makes a difference. A query
 * string parameter may have several values at once, so that every set of classes of its values is a way of its own.
 */
export function* witnesses(questions: Questions): Generator<FreeParts> {
  const methods = witnessesOf("method", questions.method, METHODS);
  const paths = witnessesOf("path", questions.path, PATHS);
  const headers = [...product(choices("header", questions.headers))];
  const queries = [...product(choices("query", questions.query))];
  for (const path of paths) {
    for (const method of methods) {
      for (const header of headers) for (const query of queries) yield { path, method, headers: header, query };
    }
  }
}

const MOST_KNOWN = 10_000;
const known = new Map<string, readonly string[]>();

/** A string of each class. The same questions come again with every caller of a service, so the answers are kept. */
function witnessesOf(kind: string, tests: readonly StringTestOf[], domain: Domain): readonly string[] {
  const key = [kind, ...tests.map(({ codes, fold, before = "" }) => `${fold}${before} ${codes.join()}`)].join("|");
  const found = known.get(key);
  if (found) return found;
  const made = stringClasses(tests, domain).map((one) => one.witness);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

/** Names the class of a request: two requests are in one class if and only if their names are equal. */
export function classOf(questions: Questions, request: FreeParts): string {
  const headers = [...questions.headers].map(([name, tests]) =>
    new ValueWays("header", tests).name(valuesOf(request.headers, name)),
  );
  const queries = [...questions.query].map(([name, tests]) =>
    new ValueWays("query", tests).name(valuesOf(request.query, name)),
  );
  const fixed = [answersTo(questions.method, request.method), answersTo(questions.path, request.path)];
  return [...fixed, ...headers, ...queries].join("/");
}

function answersTo(tests: readonly StringTestOf[], value: string): string {
  return answersOf(tests, value).map(Number).join("");
}

function valuesOf(record: Readonly<Record<string, readonly string[]>>, lowerName: string): Values {
  return Object.entries(record).find(([name]) => name.toLowerCase() === lowerName)?.[1];
}

type Choice = readonly [name: string, ways: readonly Values[]];

function choices(kind: "header" | "query", all: Questions["headers"]): readonly Choice[] {
  return [...all].map(([name, tests]) => {
    const values = witnessesOf("value", tests, VALUES);
    return [name, new ValueWays(kind, tests).examples(values)];
  });
}

function* product(choices: readonly Choice[]): Generator<Record<string, readonly string[]>> {
  const [first, ...rest] = choices;
  if (!first) return yield {};
  const [name, ways] = first;
  for (const others of product(rest)) {
    for (const way of ways) yield way === undefined ? others : { [name]: way, ...others };
  }
}
