import { ANY, codesOfText, ONE } from "../iam/pattern/codes";
import type { StringTestOf } from "./strings/classes";
import { advanceBy, startPlaces } from "./strings/glob-automaton";
import type { Variable } from "./variables";

/** Everything that policies and rules ask about the parts of a request that a client is free to set. */
export interface Questions {
  readonly path: readonly StringTestOf[];
  readonly method: readonly StringTestOf[];
  /** By header name in lower case. */
  readonly headers: ReadonlyMap<string, readonly ValueTest[]>;
  /** By parameter name in lower case. */
  readonly query: ReadonlyMap<string, readonly ValueTest[]>;
  /**
   * What asks something else than a string pattern about such a part, such as `NumericLessThan` on a header. Where there
   * is one, the classes may be too coarse, and whoever shows them must say so.
   */
  readonly unsupported: readonly Unsupported[];
}

/**
 * One condition or one header match: what counts is whether one of its patterns matches a value, not which one. `by`
 * whom it is asked matters, as policies see a repeated header as one text and rules see each of its values.
 */
export interface Asked {
  readonly by: "policy" | "rule";
}

/** A question about a value that may be absent or be there several times, with whom it is asked by. */
export interface ValueTest extends StringTestOf {
  readonly asked: ReadonlySet<Asked>;
}

/** A question that is no string pattern. */
export interface Unsupported {
  /** Where it stands in its policy, as a JSON pointer. */
  readonly pointer: string;
  /** What it is, for a message. */
  readonly text: string;
}

/** Collects questions, each one once. */
export class QuestionSet {
  readonly #path = new Map<string, ValueTest>();
  readonly #method = new Map<string, ValueTest>();
  readonly #headers = new Map<string, Map<string, ValueTest>>();
  readonly #query = new Map<string, Map<string, ValueTest>>();
  readonly #unsupported: Unsupported[] = [];

  /** Adds a question about a variable; one to which every string gives the same answer is left out. */
  add(variable: Variable, question: StringTestOf, asked: Asked): void {
    const known = this.#of(variable);
    if (question.codes.length === 1 && question.codes[0] === ANY) return;
    const test = withoutBefore(question);
    if (!test) return;
    const key = nameOf(test);
    known.set(key, { ...test, asked: new Set([...(known.get(key)?.asked ?? []), asked]) });
  }

  /**
   * Makes a variable count even when nothing is asked about its value: whether it is there. An empty value counts as no
   * value for `Null` and `ForAllValues`.
   */
  touch(variable: Variable, { by }: Asked): void {
    if (variable.kind === "header" || variable.kind === "query") {
      this.add(variable, { codes: codesOfText(""), fold: false }, EMPTY[by]);
    }
  }

  /** Notes a question that is no string pattern. */
  refuse(unsupported: Unsupported): void {
    this.#unsupported.push(unsupported);
  }

  /** What was collected. */
  questions(): Questions {
    return {
      path: [...this.#path.values()],
      method: [...this.#method.values()],
      headers: lists(this.#headers),
      query: lists(this.#query),
      unsupported: [...this.#unsupported, ...[...this.#headers].flatMap(askedByBoth)],
    };
  }

  #of(variable: Variable): Map<string, ValueTest> {
    if (variable.kind === "path") return this.#path;
    if (variable.kind === "method") return this.#method;
    const all = variable.kind === "header" ? this.#headers : this.#query;
    const known = all.get(variable.name) ?? new Map<string, ValueTest>();
    all.set(variable.name, known);
    return known;
  }
}

/** Policies see a repeated header as one text, rules each of its values: what does both is too much for the classes. */
function askedByBoth([name, tests]: readonly [string, ReadonlyMap<string, ValueTest>]): readonly Unsupported[] {
  const askers = [...tests.values()].flatMap(({ asked }) => [...asked]);
  const both = askers.some(({ by }) => by === "policy") && askers.some(({ by }) => by === "rule");
  return both ? [{ pointer: "the listener's rules and the policies", text: `the header ${name}, sent twice,` }] : [];
}

const EMPTY: Readonly<Record<Asked["by"], Asked>> = { policy: { by: "policy" }, rule: { by: "rule" } };

/** Equal for equal questions. */
export function nameOf({ codes, fold, before = "" }: StringTestOf): string {
  return `${fold}|${before}|${String.fromCharCode(...codes)}`;
}

/** A question about what is behind a text, where the pattern spells that text out; undefined when it never can match. */
function withoutBefore(test: StringTestOf): StringTestOf | undefined {
  const { codes, fold, before = "" } = test;
  if (before === "") return test;
  const text = fold ? before.toLowerCase() : before;
  for (let at = 0; at < text.length; at++) {
    const code = codes[at] ?? Number.NaN;
    if (code === ANY || code === ONE) return advanceBy(codes, startPlaces(codes), text).length === 0 ? undefined : test;
    if (code !== text.charCodeAt(at)) return undefined;
  }
  return { codes: codes.slice(text.length), fold };
}

function lists<T>(maps: ReadonlyMap<string, ReadonlyMap<string, T>>): ReadonlyMap<string, readonly T[]> {
  return new Map([...maps].map(([name, tests]) => [name, [...tests.values()]]));
}
