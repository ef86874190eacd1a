import { type Asked, QuestionSet } from "../../../lattice/access/questions";
import { witnesses } from "../../../lattice/access/request-classes";
import { codesOfText } from "../../../lattice/iam/pattern/codes";

const text = (value: string) => ({ codes: codesOfText(value), fold: false });

/** The ways in which one header or parameter makes a difference. */
function waysOf(
  kind: "header" | "query",
  ask: (questions: QuestionSet, add: (value: string, asked: Asked) => void) => void,
) {
  const questions = new QuestionSet();
  ask(questions, (value, asked) => questions.add({ kind, name: "n" }, text(value), asked));
  const found = [...witnesses(questions.questions())];
  return found.map(({ headers, query }) => (kind === "header" ? headers : query).n?.join("+"));
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

  test("policies see a repeated header as one text, and where rules ask too, that is said", () => {
    const questions = new QuestionSet();
    questions.add({ kind: "header", name: "n" }, text("a"), { by: "policy" });
    expect([...witnesses(questions.questions())]).toHaveLength(3);
    expect(questions.questions().unsupported).toEqual([]);
    questions.add({ kind: "header", name: "n" }, text("b"), { by: "rule" });
    expect(questions.questions().unsupported).toMatchObject([{ text: "the header n, sent twice," }]);
  });
});
