import { oddKind } from "./odd-object";

/** One mistake in a declaration. Everything a person needs to mend it, in one line. */
export interface Mistake {
  /** Where it is, as a path in the declaration: `services.orders.routes[2].priority`. */
  readonly path: string;
  /** What stands there, as JSON would write it; undefined where something is missing. */
  readonly found: string | undefined;
  /** What may stand there, and what to do. */
  readonly allowed: string;
  /** Why: the AWS limit and its source, or the reason of Trellis. */
  readonly why?: string;
}

/** A declaration that cannot become an estate. `message` has one line per mistake. */
export class DeclarationError extends Error {
  override readonly name = "DeclarationError";
  constructor(readonly mistakes: readonly Mistake[]) {
    super(describeMistakes(mistakes));
  }
}

/** One line per mistake, sorted by path, after a line that counts them. */
export function describeMistakes(mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  const lines = mistakes.map(describeMistake).sort(byText);
  return [`The declaration has ${count}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** The one line of a mistake. */
export function describeMistake({ path, found, allowed, why }: Mistake): string {
  const subject = found === undefined ? "is missing" : `found ${found}`;
  return `${path}: ${subject}; allowed: ${allowed}${why ? ` (${why})` : ""}`;
}

/** How `found` is written: JSON, shortened so that a line stays a line. */
export function show(value: unknown): string {
  const kind = typeof value === "function" ? "function" : oddKind(value);
  const text = kind === undefined ? toJson(value) : `a ${kind}`;
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** JSON has no word for a bigint, a symbol, NaN, or an object that holds itself. */
function toJson(value: unknown): string {
  if (typeof value === "number") return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === "bigint" ? `${value}n` : "an object that JSON cannot write";
  }
}

/** A control character: JSON escapes it, so nothing that a user wrote holds it. */
const separator = "\u001f";

/** A zod error option that carries what is allowed and why; `readExpected` takes it apart again. */
export function expected(allowed: string, why?: string): { error: string } {
  return { error: why ? `${allowed}${separator}${why}` : allowed };
}

/** The two parts of a message made by `expected`. */
export function readExpected(message: string): Pick<Mistake, "allowed" | "why"> {
  const [allowed = message, why] = message.split(separator);
  return why === undefined ? { allowed } : { allowed, why };
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
