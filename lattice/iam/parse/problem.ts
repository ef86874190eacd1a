import { describeText, isPartialText, isUnknown } from "../../value";

/** One thing that is wrong with a policy document. */
export interface Problem {
  /** An error makes the policy unusable; a warning says that it may not do what its author thinks. */
  readonly severity: "error" | "warning";
  /** Where, as a JSON pointer into the document (RFC 6901); empty for the document itself. */
  readonly pointer: string;
  /** What stands there, as the beginning of a sentence. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** How a problem reads: `/Statement/0/Effect: found "allow"; allowed: "Allow", "Deny". Write "Allow".` */
export function describeProblem(problem: Problem): string {
  return `${problem.pointer || "/"}: found ${problem.found}; allowed: ${problem.allowed}. ${problem.remedy}`;
}

/** A policy document that cannot be used. Holds every error in it, not only the first. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(
    /** The errors, in the order of the document. */
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(describeProblem).join("\n"));
  }
}

/** Collects the problems of one document while it is read. */
export class Problems {
  readonly #all: Problem[] = [];

  /** Reports an error. */
  error(pointer: string, found: string, allowed: string, remedy: string): void {
    this.#all.push({ severity: "error", pointer, found, allowed, remedy });
  }

  /** Reports a warning. */
  warn(pointer: string, found: string, allowed: string, remedy: string): void {
    this.#all.push({ severity: "warning", pointer, found, allowed, remedy });
  }

  /** The warnings; throws a {@link PolicyError} when there is an error. */
  settle(): readonly Problem[] {
    const errors = this.#all.filter((problem) => problem.severity === "error");
    if (errors.length > 0) throw new PolicyError(errors);
    return this.#all;
  }
}

/** A value as a message shows it: JSON with `<unknown>` for what is not known, cut when long. */
export function show(value: unknown): string {
  const text =
    JSON.stringify(value, (_, one) => (isUnknown(one) || isPartialText(one) ? describeText(one) : one)) ??
    String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A list of names as a message shows it. */
export function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The pointer to a member. */
export function at(pointer: string, member: string | number): string {
  return `${pointer}/${String(member).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
