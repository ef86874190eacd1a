import type { Change, Comparison } from "../lattice/access/compare";
import type { ChangeKind } from "../lattice/access/outcome";
import { mergeRows } from "./estate/merge-rows";
import type { EstateNames } from "./estate/names";
import { unsupportedLines } from "./estate/notes";
import { replay, requestsJson, serviceJson, subjectJson } from "./estate/request-json";
import { methodWords, pathWords, serviceName } from "./estate/words";

const TITLES: readonly (readonly [ChangeKind, string])[] = [
  ["allowed", "Newly allowed"],
  ["reached", "Newly answered by a target"],
  ["uncertain", "May be newly allowed"],
  ["denied", "Newly denied"],
  ["rerouted", "Rerouted"],
];

/** A comparison as Markdown, for a pull request. */
export function renderComparison(
  { changes, widens, unsupported }: Comparison,
  names: EstateNames,
  assumptions: readonly string[],
): string {
  const lines = [
    `## Access ${changes.length === 0 ? "does not change" : widens ? "widens" : "changes, and does not widen"}`,
  ];
  for (const [kind, title] of TITLES) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length > 0) lines.push("", `### ${title}`, "", ...table(own, names));
  }
  const legend = names.legend(changes.map(({ subject }) => subject));
  if (legend.length > 0) lines.push("", ...list(legend.map(([name, arn]) => `${name} is \`${arn}\``)));
  const coarse = unsupportedLines(unsupported);
  if (coarse.length > 0)
    lines.push("", "Conditions that are not worked out; what depends on them is taken to be unknown:", ...list(coarse));
  if (assumptions.length > 0)
    lines.push(
      "",
      "<details><summary>Taken to be so, or left out, because no Terraform that was read says more</summary>",
      "",
      ...list(assumptions),
      "",
      "</details>",
    );
  return lines.join("\n");
}

function table(changes: readonly Change[], names: EstateNames): string[] {
  const all = changes.flatMap((change) =>
    change.requests.map((requests) => ({
      ...change,
      parts: requests.witness,
      cells: [
        `${serviceName(change.service)} (${change.way})`,
        methodWords(requests),
        pathWords(requests),
        change.before,
        change.after,
      ],
    })),
  );
  const rows = mergeRows(all, names).map(([callers, first]) => [
    callers,
    ...first.cells,
    `\`${replay(first, names)}\``,
  ]);
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
export function comparisonJson(
  { changes, widens, unsupported }: Comparison,
  names: EstateNames,
  assumptions: readonly string[],
) {
  return {
    widens,
    changes: changes.map(({ kind, subject, service, way, before, after, requests }) => ({
      kind,
      caller: subjectJson(subject, names),
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
