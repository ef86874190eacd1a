import { QuestionSet } from "../../../lattice/access/question-set";
import type { Asked } from "../../../lattice/access/questions";
import { ValueWays } from "../../../lattice/access/value-ways";
import { codesOfText } from "../../../lattice/iam/pattern/codes";

const text = (value: string) => ({ codes: codesOfText(value), fold: false });

/** The ways in which one header or parameter makes a difference. */
function waysOf(
  kind: "header" | "query",
  ask: (questions: QuestionSet, add: (value: string, asked: Asked) => void) => void,
) {
  const questions = new QuestionSet();
  ask(questions, (value, asked) => questions.add({ kind, name: "n" }, text(value), asked));
  const asked = questions.questions()[kind === "header" ? "headers" : "query"].get("n") ?? [];
  return new ValueWays(kind, asked).examples().map((values) => values?.join("+"));
}

describe("ways in which a value makes a difference", () => {
  test("a condition with many values asks one question", () => {
    const asked: Asked = { by: "policy" };
    const ways = waysOf("query", (_, add) => {
      for (let index = 0; index < 40; index++) add(`value-${index}`, asked);
    });
    expect(ways).toEqual([undefined, "", "value-0", "+", "+value-0", "value-0+value-0"]);
  });

  test("three conditions on one parameter: none, some or all of its values for each", () => {
    const ways = waysOf("query", (_, add) => {
      for (const value of ["a", "b", "c"]) add(value, { by: "policy" });
    });
    expect(new Set(ways).size).toBe(ways.length);
    // Absent; one value, of four kinds; several: none holds, some hold (7 sets), or all hold (3).
    expect(ways).toHaveLength(1 + 4 + 1 + 7 + 3);
  });

  test("two rules may each match another value of a repeated header", () => {
    const ways = waysOf("header", (_, add) => {
      add("a", { by: "rule" });
      add("b", { by: "rule" });
    });
    expect(ways).toEqual([undefined, "", "a", "b", "a+b"]);
  });

  test("policies see a repeated header as one text, and rules each of its values", () => {
    const ways = waysOf("header", (_, add) => {
      add("a,b", { by: "policy" });
      add("a", { by: "rule" });
    });
    // Absent; neither; the rule alone; the policy alone, with one value; both, with two.
    expect(ways).toEqual([undefined, "", "a", "a,b", "a+b"]);
  });
});
