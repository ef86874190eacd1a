import type { Subject } from "../../lattice/access/subjects/subject";
import type { EstateNames } from "./names";

/** Something that holds for a caller: in `cells` all that a table says of it beside the caller. */
export interface CallerRow {
  readonly subject: Subject;
  readonly cells: readonly string[];
}

/** One row for all callers that are no roles of the Terraform and of whom the same holds; roles have rows of their own. */
export function mergeRows<R extends CallerRow>(
  rows: readonly R[],
  names: EstateNames,
): readonly (readonly [callers: string, first: R])[] {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const who = row.subject.kind === "role" ? row.subject.key : "others";
    const key = JSON.stringify([who, ...row.cells]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [[together(group.map(({ subject }) => names.show(subject))).join(", "), first] as const] : [];
  });
}

const IN_ACCOUNT = /^(any other role|any user) of (\d{12})$/;

/** Labels with the accounts of those that differ in nothing else behind one another. */
export function together(labels: readonly string[]): readonly string[] {
  const accounts = new Map<string, string[]>();
  const words: string[] = [];
  for (const label of labels) {
    const [, who, account] = IN_ACCOUNT.exec(label) ?? [];
    if (who === undefined || account === undefined) words.push(label);
    else accounts.set(who, [...(accounts.get(who) ?? []), account]);
  }
  return [...[...accounts].map(([who, all]) => `${who} of ${all.join(", ")}`), ...words];
}
