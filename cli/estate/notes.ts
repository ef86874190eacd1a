import pc from "picocolors";
import type { Unsupported } from "../../lattice/access/questions";
import type { Subject } from "../../lattice/access/subjects/subject";
import { columns } from "../columns";
import type { EstateNames } from "./names";

/** What the user must know about a result beside the result itself. */
export function notes(assumptions: readonly string[], unsupported: readonly UnsupportedAt[]): string[] {
  const lines: string[] = [];
  if (unsupported.length > 0) {
    lines.push(pc.yellow("These conditions are not worked out: what depends on them is taken to be unknown:"));
    lines.push(...unsupportedLines(unsupported).map((line) => `  ${line}`));
  }
  if (assumptions.length > 0) {
    lines.push(
      pc.dim(
        "Taken to be so, or left out, because no Terraform that was read says more (--organization says where accounts are):",
      ),
    );
    lines.push(...assumptions.map((line) => pc.dim(`  ${line}`)));
  }
  return lines;
}

/** A condition that was not worked out, and whose access it is about. */
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

/** Which ARNs the names of platform.ts stand for. */
export function legendLines(names: EstateNames, subjects: Iterable<Subject>): readonly string[] {
  const legend = columns(names.legend(subjects)).map((line) => `  ${line}`);
  return legend.length > 0 ? ["", pc.bold("Callers"), ...legend] : [];
}
