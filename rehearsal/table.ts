import Table from "cli-table3";

/** One line of what a rehearsal did. */
export interface Row {
  readonly what: string;
  readonly result: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** What was done, how it ended, how long it took. */
export function renderTable(rows: readonly Row[]): string {
  const table = new Table({ head: ["what", "", "result", "seconds"], style: { head: [], border: [] } });
  for (const { what, ok, result, seconds } of rows)
    table.push([what, ok ? "ok" : "DIFFERS", result, seconds.toFixed(1)]);
  return table.toString();
}
