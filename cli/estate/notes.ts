import pc from "picocolors";
import type { Unsupported } from "../../lattice/access/questions";

/** What the user must know about a result beside the result itself. */
export function notes(assumptions: readonly string[], unsupported: readonly UnsupportedAt[]): string[] {
  const lines: string[] = [];
  if (unsupported.length > 0) {
    lines.push(pc.yellow("These conditions are no plain patterns, so that single requests may fare differently:"));
    lines.push(...unsupportedLines(unsupported).map((line) => `  ${line}`));
  }
  if (assumptions.length > 0) {
    lines.push(pc.dim("Taken to be so, because no Terraform says otherwise:"));
    lines.push(...assumptions.map((line) => pc.dim(`  ${line}`)));
  }
  return lines;
}

/** A condition that was not taken apart, and whose access it is about. */
export interface UnsupportedAt extends Unsupported {
  readonly service: { readonly name: unknown };
  readonly subject: { readonly label: string };
}

/** One line for each condition. */
export function unsupportedLines(unsupported: readonly UnsupportedAt[]): readonly string[] {
  return [
    ...new Set(
      unsupported.map(
        ({ text, pointer, service, subject }) => `${text} at ${pointer} (${subject.label} to ${String(service.name)})`,
      ),
    ),
  ];
}
