import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Scale } from "./scale";
import type { Size } from "./size";

/** Runs a program of this folder in a process of its own, and gives what it prints. */
function run(program: string, ...args: readonly string[]): string {
  const file = join(__dirname, `${program}.ts`);
  return execFileSync(process.execPath, ["--import", "tsx", file, ...args], { encoding: "utf8" });
}

/** Synthesizes an estate into a folder, as `npx trellis synth` does. */
export function synthesize({ services, callers, grants }: Size, folder: string): string {
  run("synthesize", String(services), String(callers), String(grants), folder);
  return folder;
}

/** Measures what reading and deciding the estate in a folder takes. */
export function scaleOf(size: Size, folder: string): Size & Scale {
  return { ...size, ...(JSON.parse(run("scale", synthesize(size, folder))) as Scale) };
}
