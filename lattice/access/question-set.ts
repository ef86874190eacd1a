import { ANY, codesOfText, ONE } from "../iam/pattern/codes";
import { type Asked, nameOf, type PatternTest, type Questions, type TypedTest, type Unsupported } from "./questions";
import type { StringTestOf } from "./strings/classes";
import { advanceBy, startPlaces } from "./strings/glob-automaton";
import type { Unit } from "./units";
import type { Variable } from "./variables";

/** Collects questions, each one once. */
export class QuestionSet {
  readonly #path = new Map<string, PatternTest>();
  readonly #method = new Map<string, PatternTest>();
  readonly #headers = new Map<string, Map<string, PatternTest>>();
  readonly #query = new Map<string, Map<string, PatternTest>>();
  readonly #typed: (readonly [Variable, TypedTest])[] = [];
  readonly #units: Unit[] = [];
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

  /** Adds a comparison of a header or a parameter. */
  compare(variable: Variable, test: TypedTest): void {
    this.#of(variable);
    this.#typed.push([variable, test]);
  }

  /** Adds what asks about headers and query strings as a whole. */
  unite(units: readonly Unit[]): void {
    this.#units.push(...units);
  }

  /** Notes what is not worked out. */
  refuse(unsupported: Unsupported): void {
    this.#unsupported.push(unsupported);
  }

  /** What was collected. */
  questions(): Questions {
    return {
      path: [...this.#path.values()],
      method: [...this.#method.values()],
      headers: this.#lists("header", this.#headers),
      query: this.#lists("query", this.#query),
      units: this.#units,
      unsupported: this.#unsupported,
    };
  }

  #lists(kind: "header" | "query", maps: ReadonlyMap<string, ReadonlyMap<string, PatternTest>>): Questions["headers"] {
    return new Map(
      [...maps].map(([name, tests]) => {
        const own = this.#typed.filter(([variable]) => variable.kind === kind && variable.name === name);
        return [name, [...tests.values(), ...own.map(([, test]) => test)]];
      }),
    );
  }

  #of(variable: Variable): Map<string, PatternTest> {
    if (variable.kind === "path") return this.#path;
    if (variable.kind === "method") return this.#method;
    const all = variable.kind === "header" ? this.#headers : this.#query;
    const known = all.get(variable.name) ?? new Map<string, PatternTest>();
    all.set(variable.name, known);
    return known;
  }
}

const EMPTY: Readonly<Record<Asked["by"], Asked>> = { policy: { by: "policy" }, rule: { by: "rule" } };

/** A question about what is behind a text, where the pattern spells that text out; undefined when it never can match. */
function withoutBefore(test: StringTestOf): StringTestOf | undefined {
  const { codes, fold, before = "", arn } = test;
  if (before === "" || arn) return test;
  const text = fold ? before.toLowerCase() : before;
  for (let at = 0; at < text.length; at++) {
    const code = codes[at] ?? Number.NaN;
    if (code === ANY || code === ONE) return advanceBy(codes, startPlaces(codes), text).length === 0 ? undefined : test;
    if (code !== text.charCodeAt(at)) return undefined;
  }
  return { codes: codes.slice(text.length), fold };
}
