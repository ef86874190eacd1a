import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleAll } from "../../modules/function/bundle";
import { boundsOf, holds } from "./bounds";
import { type SelectionSide, type SizeResult, selectionCase, sizeCases } from "./cases";
import { type CaseResult, compare } from "./compare";
import { common } from "./estate";
import { surroundings, tables } from "./report";

/**
 * Trellis beside the same resources written directly in CDKTF, in one run and in turns. Bundling is not measured: every
 * function is made from one bundle that is there before the clock starts, on both sides.
 */
async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "trellis-bench-"));
  const log = (line: string) => console.error(line);
  try {
    const bundles = await bundleAll([common.entry], { projectDir: process.cwd(), cacheDir: join(dir, "bundles") });
    const bundle = bundles.get(common.entry);
    if (!bundle) throw new Error(`${common.entry} has not been bundled`);
    const [selection] = await compare({ dir, bundle }, [selectionCase], log);
    const results = await compare({ dir, bundle }, sizeCases, log);
    const sizes = sizeCases.flatMap(({ services, accounts }, index) => {
      const result = results[index];
      return result ? [{ services, accounts, ...result }] : [];
    });
    if (selection) report(sizes, selection);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function report(sizes: readonly SizeResult[], selection: CaseResult<SelectionSide>): void {
  const bounds = boundsOf(sizes, selection);
  console.log(tables(sizes, selection, bounds));
  const results = {
    name: "synth",
    ...surroundings(),
    method:
      "Medians of fresh processes, in turns; milliseconds. Bundling is not measured: one bundle for all functions, made before. Bounds by CPU time.",
    sizes,
    selection,
    bounds: bounds.map((bound) => ({ ...bound, holds: holds(bound) })),
  };
  mkdirSync(join("bench", "results"), { recursive: true });
  writeFileSync(join("bench", "results", "synth.json"), `${JSON.stringify(results, null, 2)}\n`);
  if (!bounds.every(holds)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
