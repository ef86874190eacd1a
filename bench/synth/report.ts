import { cpus, totalmem, type } from "node:os";
import Table from "cli-table3";
import { type Bound, holds } from "./bounds";
import type { SelectionSide, SizeResult } from "./cases";
import type { CaseResult } from "./compare";

/** The figures as people read them. */
export function tables(
  sizes: readonly SizeResult[],
  selection: CaseResult<SelectionSide>,
  bounds: readonly Bound[],
): string {
  const held = bounds.map(
    (bound) =>
      `${holds(bound) ? "held  " : "BROKEN"} ${bound.measured.toFixed(2)} of at most ${bound.limit}: ${bound.what}`,
  );
  return [
    sizeTable("CPU time", sizes, "cpu"),
    sizeTable("wall time", sizes, "wall"),
    selectionTable(selection),
    ...held,
  ].join("\n");
}

const style = { head: [], border: [], compact: true };

function sizeTable(title: string, sizes: readonly SizeResult[], figure: "cpu" | "wall"): string {
  const head = [title, "resources", "Trellis", "direct", "ratio", "direct without stack traces", "ratio"];
  const table = new Table({ head, colAligns: ["left", ...head.slice(1).map(() => "right" as const)], style });
  for (const { title: size, resources, medians } of sizes) {
    const { trellis, direct, bare } = medians;
    table.push([
      size,
      String(resources),
      ...pairOf(trellis[figure], direct[figure]),
      ...pairOf(trellis[figure], bare[figure]).slice(1),
    ]);
  }
  return table.toString();
}

function selectionTable({ title, medians: { inEstate, alone } }: CaseResult<SelectionSide>): string {
  const head = [title, "in the estate", "alone", "ratio"];
  const table = new Table({ head, colAligns: ["left", "right", "right", "right"], style });
  table.push(
    ["whole process, CPU time", ...pairOf(inEstate.processCpu, alone.processCpu)],
    ["whole process, wall time", ...pairOf(inEstate.processWall, alone.processWall)],
    ["modules loaded, CPU time", ...pairOf(inEstate.cpu, alone.cpu)],
    ["modules loaded, wall time", ...pairOf(inEstate.wall, alone.wall)],
  );
  return table.toString();
}

function pairOf(left: number, right: number): string[] {
  return [milliseconds(left), milliseconds(right), (left / right).toFixed(2)];
}

function milliseconds(value: number): string {
  return `${Math.round(value).toLocaleString("en-US")} ms`;
}

/** Where and with what it was measured. */
export function surroundings() {
  const version = (name: string): string => require(`${name}/package.json`).version;
  return {
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${process.arch}`,
    },
    versions: {
      node: process.version,
      cdktf: version("cdktf"),
      "@cdktf/provider-aws": version("@cdktf/provider-aws"),
      constructs: version("constructs"),
      tsx: version("tsx"),
    },
  };
}
