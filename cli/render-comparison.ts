import type { Change, ChangeKind, Comparison } from "../lattice/access/compare";
import { unsupportedLines } from "./estate/notes";
import { replay, requestsJson, serviceJson, subjectJson } from "./estate/request-json";
import { methodWords, pathWords, serviceName } from "./estate/words";

const TITLES: readonly (readonly [ChangeKind, string])[] = [
  ["allowed", "Newly allowed"],
  ["uncertain", "May be newly allowed"],
  ["denied", "Newly denied"],
  ["rerouted", "Rerouted"],
];

/** A comparison as Markdown, for a pull request. */
export function renderComparison({ changes, widens, unsupported }: Comparison, assumptions: readonly string[]): string {
  const lines = [
    `## Access ${changes.length === 0 ? "does not change" : widens ? "widens" : "changes, and does not widen"}`,
  ];
  for (const [kind, title] of TITLES) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length > 0) lines.push("", `### ${title}`, "", ...table(own));
  }
  const coarse = unsupportedLines(unsupported);
  if (coarse.length > 0)
    lines.push(
      "",
      "Conditions that are no plain patterns, so that single requests may fare differently:",
      ...list(coarse),
    );
  if (assumptions.length > 0)
    lines.push(
      "",
      "<details><summary>Taken to be so, because no Terraform says otherwise</summary>",
      "",
      ...list(assumptions),
      "",
      "</details>",
    );
  return lines.join("\n");
}

function table(changes: readonly Change[]): string[] {
  const rows = changes.flatMap((change) =>
    change.requests.map((requests) => [
      change.subject.label,
      `${serviceName(change.service)} (${change.way})`,
      methodWords(requests),
      pathWords(requests),
      change.before,
      change.after,
      `\`${replay(change.subject, change.service, requests.witness)}\``,
    ]),
  );
  const head = ["Caller", "Service", "Methods", "Paths", "Before", "After", "Replay"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cellText).join(" | ")} |`);
}

/** A cell ends at a bar, and a star is emphasis. */
function cellText(cell: string): string {
  return cell.startsWith("`") ? cell.replaceAll("|", "\\|") : cell.replace(/[|*_]/g, "\\$&");
}

function list(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${line}`);
}

/** The same for machines. */
export function comparisonJson({ changes, widens, unsupported }: Comparison, assumptions: readonly string[]) {
  return {
    widens,
    changes: changes.map(({ kind, subject, service, way, before, after, requests }) => ({
      kind,
      caller: subjectJson(subject),
      service: serviceJson(service),
      way,
      before,
      after,
      requests: requests.map(requestsJson),
    })),
    unsupported: unsupportedLines(unsupported),
    assumptions,
  };
}
