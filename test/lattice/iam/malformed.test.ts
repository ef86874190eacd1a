import { parsePolicy } from "../../../lattice/iam/parse/policy";
import { describeProblem, PolicyError, type Problem } from "../../../lattice/iam/parse/problem";
import type { PolicyKind } from "../../../lattice/iam/parse/reader";
import cases from "./cases/malformed.json";

interface Outcome {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

function parse(source: unknown, kind: string): Outcome {
  try {
    return { errors: [], warnings: parsePolicy(source as string | object, kind as PolicyKind).warnings };
  } catch (error) {
    if (error instanceof PolicyError) return { errors: error.problems, warnings: [] };
    throw error;
  }
}

function expectProblems(problems: readonly Problem[], expected: readonly (readonly string[])[]): void {
  expect(problems.map((problem) => problem.pointer).sort()).toEqual(expected.map(([pointer]) => pointer).sort());
  for (const [pointer = "", text = ""] of expected) {
    const described = problems.filter((problem) => problem.pointer === pointer).map(describeProblem);
    expect(described.join("\n")).toContain(text);
  }
}

describe("malformed policies", () => {
  test.each(cases)("$name", ({ source, kind, errors, warnings }) => {
    const outcome = parse(source, kind);

    expectProblems(outcome.errors, errors);
    expectProblems(outcome.warnings, warnings);
  });

  test("a problem reads as one sentence about where, what, what else and what to do", () => {
    expect(() => parsePolicy({ Version: "2012-10-17", Statement: [{ Effect: "Permit" }] }, "identity")).toThrow(
      '/Statement/0/Effect: found "Permit"; allowed: "Allow", "Deny". Say what the statement does; the case matters.',
    );
  });
});
