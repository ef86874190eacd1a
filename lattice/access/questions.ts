import { ANY, codesOfText, ONE } from "../iam/pattern/codes";
import type { StringTestOf } from "./strings/classes";
import { advanceBy, startPlaces } from "./strings/glob-automaton";
import type { Variable } from "./variables";

/** Everything that policies and rules ask about the parts of a request that a client is free to set. */
export interface Questions {
  readonly path: readonly StringTestOf[];
  readonly method: readonly StringTestOf[];
  /** By header name in lower case. */
  readonly headers: ReadonlyMap<string, readonly StringTestOf[]>;
  /** By parameter name in lower case. */
  readonly query: ReadonlyMap<string, readonly StringTestOf[]>;
  /**
   * What asks something else than a string pattern about such a part, such as `NumericLessThan` on a header. Where there
   * is one, the classes may be too coarse, and whoever shows them must say so.
   */
  readonly unsupported: readonly Unsupported[];
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
  readonly #path = new Map<string, StringTestOf>();
  readonly #method = new Map<string, StringTestOf>();
  readonly #headers = new Map<string, Map<string, StringTestOf>>();
  readonly #query = new Map<string, Map<string, StringTestOf>>();
  readonly #unsupported: Unsupported[] = [];

  /** Adds a question about a variable; one to which every string gives the same answer is left out. */
  add(variable: Variable, asked: StringTestOf): void {
    const tests = this.#of(variable);
    if (asked.codes.length === 1 && asked.codes[0] === ANY) return;
    const test = withoutBefore(asked);
    if (!test) return;
    tests.set(`${test.fold}|${test.before ?? ""}|${String.fromCharCode(...test.codes)}`, test);
  }

  /** Makes a variable count even when nothing is asked about its value: whether it is there. */
  touch(variable: Variable): void {
    this.#of(variable);
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
      unsupported: this.#unsupported,
    };
  }

  #of(variable: Variable): Map<string, StringTestOf> {
    if (variable.kind === "path") return this.#path;
    if (variable.kind === "method") return this.#method;
    const all = variable.kind === "header" ? this.#headers : this.#query;
    const known = all.get(variable.name);
    if (known) return known;
    // An empty value counts as no value for `Null` and `ForAllValues`.
    const tests = new Map<string, StringTestOf>([["empty", { codes: codesOfText(""), fold: false }]]);
    all.set(variable.name, tests);
    return tests;
  }
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

function lists(
  maps: ReadonlyMap<string, ReadonlyMap<string, StringTestOf>>,
): ReadonlyMap<string, readonly StringTestOf[]> {
  return new Map([...maps].map(([name, tests]) => [name, [...tests.values()]]));
}
