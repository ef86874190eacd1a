import { parsePolicy } from "../../lattice/iam/parse/policy";
import { PolicyError, type Problem } from "../../lattice/iam/parse/problem";
import { type AuthPolicyStatement, policyDocument } from "./statement";

/** What is wrong with a statement of an auth policy: AWS refuses it, or it can never match a request. */
export interface StatementProblem {
  /** Where, from the list of statements: `[0, "Condition", "IpAddress", "aws:SourceIp"]`. */
  readonly path: readonly (string | number)[];
  /** What may stand there. */
  readonly allowed: string;
  /** Why, and what to do. */
  readonly why: string;
}

/** The problems of an auth policy's statements, as the reader of such policies finds them; their size is not looked at. */
export function authPolicyProblems(statements: readonly AuthPolicyStatement[]): StatementProblem[] {
  if (statements.length === 0) return [];
  return [...readerProblems(statements), ...repeatedSids(statements)];
}

function readerProblems(statements: readonly AuthPolicyStatement[]): StatementProblem[] {
  try {
    parsePolicy(policyDocument(statements), "auth");
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.flatMap((problem) => toProblem(problem) ?? []);
  }
}

/** A problem with a place in the statements; the document as a whole has one only with its size. */
function toProblem({ pointer, allowed, remedy }: Problem): StatementProblem | undefined {
  const [first, ...path] = pointer.slice(1).split("/").map(unescaped);
  if (first !== "Statement") return undefined;
  const advice = remedy.replace(/^[A-Z](?=[a-z]*\b)/, (letter) => letter.toLowerCase()).replace(/\.$/, "");
  const why = `VPC Lattice User Guide, auth policies; ${advice}`;
  return { path: path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)), allowed, why };
}

/** A part of a JSON pointer (RFC 6901). */
function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** An empty Sid is none. */
function repeatedSids(statements: readonly AuthPolicyStatement[]): StatementProblem[] {
  return statements.flatMap(({ Sid }, index) => {
    const first = statements.findIndex((other) => other.Sid === Sid);
    if (!Sid || first === index) return [];
    const allowed = `a Sid that no other statement has; [${first}] has this one`;
    return [{ path: [index, "Sid"], allowed, why: "IAM policy grammar, Sid: unique within a policy" }];
  });
}
