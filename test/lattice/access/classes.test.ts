import fc from "fast-check";
import { answersOf, type StringTestOf, stringClasses } from "../../../lattice/access/strings/classes";
import { type Domain, METHODS, PATHS } from "../../../lattice/access/strings/domain";
import { ANY, ONE } from "../../../lattice/iam/pattern/codes";

function codes(pattern: string): number[] {
  return [...pattern].map((character) => (character === "*" ? ANY : character === "?" ? ONE : character.charCodeAt(0)));
}

function test_(pattern: string, fold = false, before?: string): StringTestOf {
  return { codes: codes(fold ? pattern.toLowerCase() : pattern), fold, ...(before === undefined ? {} : { before }) };
}

function* strings(domain: Domain, longest: number): Generator<string> {
  let level = [domain.start];
  for (let length = 0; length <= longest; length++) {
    if (length >= domain.least) yield* level;
    level = level.flatMap((text) => [...domain.alphabet].map((character) => text + character));
  }
}

/** How many sets of patterns; `CLASSES_RUNS=5000` for a long run. */
const RUNS = Number(process.env.CLASSES_RUNS ?? 100);

const vector = (tests: readonly StringTestOf[], value: string) => answersOf(tests, value).map(Number).join("");

describe("classes of strings", () => {
  test("a witness for each way of answering, the shortest and plainest", () => {
    const tests = [test_("/orders"), test_("/orders/*"), test_("/ORDERS*", true)];
    expect(stringClasses(tests, PATHS).map(({ witness, holds }) => [witness, holds.map(Number).join("")])).toEqual([
      ["/", "000"],
      ["/orders", "101"],
      ["/orderS", "001"],
      ["/orders/", "011"],
    ]);
  });

  test("what stands before the string is read first", () => {
    const arn = "arn:aws:vpc-lattice:r:1:service/svc-1";
    const classes = stringClasses(
      [test_(`${arn}/a*`, false, arn), test_("*/b", false, arn), test_(arn, false, arn)],
      PATHS,
    );
    expect(classes.map(({ witness, holds }) => [witness, holds.map(Number).join("")])).toEqual([
      ["/", "000"],
      ["/a", "100"],
      ["/b", "010"],
      ["/a/b", "110"],
    ]);
  });

  test("methods are never empty", () => {
    expect(stringClasses([test_("GET")], METHODS).map((one) => one.witness)).toEqual(["X", "GET"]);
  });

  test("exact: the classes are those of all strings up to a length, on random patterns", () => {
    const domain: Domain = { start: "", alphabet: "xaA", least: 0 };
    const pattern = fc.string({ unit: fc.constantFrom("a", "A", "x", "*", "?"), maxLength: 4 });
    const question = fc.tuple(pattern, fc.boolean()).map(([text, fold]) => test_(text, fold));
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 3 }), (tests) => {
        const classes = stringClasses(tests, domain);
        for (const one of classes) {
          if (vector(tests, one.witness) !== one.holds.map(Number).join(""))
            throw new Error(`wrong witness ${one.witness}`);
        }
        const found = new Set(classes.map((one) => one.holds.map(Number).join("")));
        if (found.size !== classes.length) throw new Error("one class twice");
        const brute = new Map([...strings(domain, 5)].reverse().map((text) => [vector(tests, text), text]));
        for (const [key, text] of brute) if (!found.has(key)) throw new Error(`no class for ${text}`);
      }),
      { numRuns: RUNS, seed: 20261122 },
    );
  });
});
