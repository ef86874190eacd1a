import { matchCodes } from "../iam/pattern/codes";
import type { Asked, ValueTest } from "./questions";

/** The values of a header or of a query string parameter; undefined when it is absent. */
export type Values = readonly string[] | undefined;

/** What a value means to whoever asks about it: one answer for each. */
type Vector = readonly boolean[];

/** Tells the ways apart in which a header, or a parameter, can be there, and finds an example of each. */
export class ValueWays {
  readonly #askers: readonly Asked[];
  readonly #repeated: boolean;

  constructor(
    private readonly kind: "header" | "query",
    private readonly tests: readonly ValueTest[],
  ) {
    this.#askers = [...new Set(tests.flatMap(({ asked }) => [...asked]))];
    // Policies see a header that is sent several times as one text, which is a value like any other.
    this.#repeated = kind === "query" || this.#askers.every(({ by }) => by === "rule");
  }

  /** An example of each way: absent first. `values` hold a string of each class. */
  examples(values: readonly string[]): readonly Values[] {
    const found = new Map<string, Values>([[this.name(undefined), undefined]]);
    for (let news: readonly (readonly string[])[] = [[]]; news.length > 0; ) {
      news = news.flatMap((set) => values.flatMap((value) => this.#note(found, [...set, value])));
      if (!this.#repeated) break;
    }
    return [...found.values()];
  }

  #note(found: Map<string, Values>, set: readonly string[]): readonly (readonly string[])[] {
    const name = this.name(set);
    if (found.has(name)) return [];
    found.set(name, set);
    return [set];
  }

  /**
   * Equal for values that fare alike: for each asker, whether one value matches and whether all do; and for a query
   * string, whether there are several, which counts where a policy has no set operator.
   */
  name(values: Values): string {
    if (values === undefined) return "absent";
    const vectors = values.map((value) => this.#vector(value));
    const joined = this.#vector(values.join(","));
    const answers = this.#askers.map(({ by }, at) => {
      if (this.kind === "header" && by === "policy") return Number(joined[at]);
      const one = vectors.some((vector) => vector[at]);
      return this.kind === "header" ? Number(one) : Number(one) + Number(vectors.every((vector) => vector[at]));
    });
    return `${this.kind === "query" && values.length > 1 ? "several" : "one"} ${answers.join("")}`;
  }

  #vector(value: string): Vector {
    const folded = value.toLowerCase();
    const held = this.tests.filter(({ codes, fold }) => matchCodes(codes, fold ? folded : value));
    return this.#askers.map((asker) => held.some(({ asked }) => asked.has(asker)));
  }
}
