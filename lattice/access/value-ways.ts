import { ANY, ONE } from "../iam/pattern/codes";
import { tooMany } from "./combinations";
import { type Asked, isTyped, type PatternTest, type TypedTest, type ValueTest } from "./questions";
import { isMatch } from "./strings/classes";
import { VALUES } from "./strings/domain";
import { listsOfStrings } from "./strings/lists";
import { witnessesOf } from "./strings/witnesses";
import { typedValues } from "./typed-values";

/** The values of a header or of a query string parameter; undefined when it is absent. */
export type Values = readonly string[] | undefined;

/** What a value means to whoever asks about it: one answer for each. */
type Vector = readonly boolean[];

/** So many ways of one header or parameter at most. */
const MOST = 5_000;

/** Tells the ways apart in which a header, or a parameter, can be there, and finds an example of each. */
export class ValueWays {
  readonly #askers: readonly Asked[];

  constructor(
    private readonly kind: "header" | "query",
    private readonly tests: readonly ValueTest[],
  ) {
    this.#askers = [...new Set(tests.flatMap(({ asked }) => [...asked]))];
  }

  /** An example of each way: absent first. A header that only rules ask about has no more values than are `enough`. */
  examples(enough = Number.POSITIVE_INFINITY): readonly Values[] {
    const found = new Map<string, Values>([[this.name(undefined), undefined]]);
    const patterns = this.tests.filter((test): test is PatternTest => !isTyped(test));
    const by = (who: Asked["by"]) => patterns.filter(({ asked }) => [...asked].some((one) => one.by === who));
    if (this.kind === "header" && by("policy").length > 0 && by("rule").length > 0) {
      for (const list of listsOfStrings(by("policy"), by("rule"), VALUES, MOST)) this.#note(found, list);
    }
    const values = valuesFor(patterns, this.tests.filter(isTyped));
    // Policies see a header that is sent several times as one text, which is a value like any other.
    const repeated = this.kind === "query" || this.#askers.every((asker) => asker.by === "rule");
    const most = this.kind === "header" ? Math.max(enough, 1) : Number.POSITIVE_INFINITY;
    for (
      let [news, size]: [readonly (readonly string[])[], number] = [[[]], 1];
      news.length > 0 && size <= most;
      size++
    ) {
      news = news.flatMap((set) => values.flatMap((value) => this.#note(found, [...set, value])));
      if (found.size > MOST) throw tooMany();
      if (!repeated) break;
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
    const held = this.tests.filter((test) => (isTyped(test) ? test.holds(value) : isMatch(test, value)));
    return this.#askers.map((asker) => held.some(({ asked }) => asked.has(asker)));
  }
}

/** A value of each kind that the questions tell apart. */
function valuesFor(patterns: readonly PatternTest[], typed: readonly TypedTest[]): readonly string[] {
  const plain = witnessesOf("value", patterns);
  const families = [...new Set(typed.map(({ family }) => family))];
  if (families.length === 0) return plain;
  const read = families.flatMap((family) => {
    const own = typed.filter((test) => test.family === family);
    return typedValues(family, [...new Set(own.flatMap(({ wanted }) => wanted))], patterns.length);
  });
  // Dates are the one kind of value that is read in capitals only.
  return [...new Set([...plain, ...plain.map((text) => text.toUpperCase()), ...read])];
}

/**
 * The comparisons that cannot be told apart exactly from what else is asked about the same header or parameter: those
 * beside a pattern with wildcards, beside a listener rule, and numbers beside dates.
 */
export function mixed(tests: readonly ValueTest[]): readonly TypedTest[] {
  const typed = tests.filter(isTyped);
  if (typed.length === 0) return [];
  const patterns = tests.filter((test): test is PatternTest => !isTyped(test) && test.codes.length > 0);
  const families = new Set(typed.map(({ family }) => family));
  const vague = patterns.some(({ codes, arn }) => arn || codes.includes(ANY) || codes.includes(ONE));
  const ruled = tests.some(({ asked }) => [...asked].some(({ by }) => by === "rule"));
  const alike = families.has("Numeric") && families.has("Date");
  const bytes = families.has("Binary") && (families.size > 1 || patterns.length > 0);
  return vague || ruled || alike || bytes ? typed : [];
}
