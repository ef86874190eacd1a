import fc from "fast-check";
import { describeStrings, describeTest } from "../../../lattice/access/describe/describe-strings";
import { answersOf, type StringTestOf, stringClasses } from "../../../lattice/access/strings/classes";
import { PATHS } from "../../../lattice/access/strings/domain";
import { ANY, ONE } from "../../../lattice/iam/pattern/codes";

/** How many sets of patterns; `DESCRIBE_RUNS=5000` for a long run. */
const RUNS = Number(process.env.DESCRIBE_RUNS ?? 200);

function pattern(text: string): StringTestOf {
  const codes = [...text].map((one) => (one === "*" ? ANY : one === "?" ? ONE : one.charCodeAt(0)));
  return { codes, fold: false };
}

/** Which classes the words mean, read as a person reads them. */
function meant(words: readonly string[], all: readonly string[], tests: readonly StringTestOf[]): readonly string[] {
  const holds = (text: string, witness: string) =>
    answersOf(tests, witness).some((answer, at) => {
      const test = tests[at];
      return answer && test !== undefined && describeTest(test) === text;
    });
  const means = (word: string, witness: string): boolean => {
    const [base = "", exceptions = ""] = word.split(" except ");
    if (exceptions !== "" && exceptions.split(", ").some((one) => holds(one, witness))) return false;
    if (base === "any path") return true;
    if (base === "any other path") return !answersOf(tests, witness).includes(true);
    return base.startsWith("like ") ? base.slice(5) === witness : holds(base, witness);
  };
  return all.filter((witness) => words.some((word) => means(word, witness)));
}

describe("strings in words", () => {
  const tests = ["/orders", "/orders/*", "/admin/*"].map(pattern);
  const all = stringClasses(tests, PATHS).map(({ witness }) => witness);
  const words = (...selected: readonly string[]) => describeStrings(selected, all, tests, "path");

  test("patterns, what they leave out, and everything but some patterns", () => {
    expect(all).toEqual(["/", "/orders", "/admin/", "/orders/"]);
    expect(words(...all)).toEqual(["any path"]);
    expect(words("/orders", "/orders/")).toEqual(["/orders", "/orders/*"]);
    expect(words("/", "/orders", "/orders/")).toEqual(["any path except /admin/*"]);
    expect(words("/")).toEqual(["any path except /admin/*, /orders, /orders/*"]);
  });

  test("the words mean the classes that they are about, and no other, on random patterns", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 4 }).map((one) => `/${one}`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.boolean()), (texts, coins) => {
        const asked = [...new Set(texts)].map(pattern);
        const classes = stringClasses(asked, PATHS).map(({ witness }) => witness);
        const selected = classes.filter(() => coins.next().value);
        const said = describeStrings(selected, classes, asked, "path");
        expect([said, meant(said, classes, asked)]).toEqual([said, selected]);
      }),
      { numRuns: RUNS, seed: 20261122 },
    );
  });
});
