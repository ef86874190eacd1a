import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Platform } from "../declaration/schema/platform";
import { synthesize } from "../stacks/app";
import { DeployMistake } from "./mistake";

/**
 * Brings the synthesized Terraform of these stacks up to date with the declaration. What has not changed is not touched,
 * so another deploy that runs there is not disturbed.
 */
export async function refreshSynthesized(platform: Platform, outdir: string, stacks: readonly string[]): Promise<void> {
  await withFreshSynth(platform, stacks, (fresh) => {
    for (const id of stacks.filter((stack) => differs(fresh, outdir, stack))) replaceStack(fresh, outdir, id);
    if (!existsSync(join(outdir, "manifest.json"))) cpSync(join(fresh, "manifest.json"), join(outdir, "manifest.json"));
  });
}

/**
 * Requires that the synthesized Terraform is what the declaration says now. Synthesizing is exact to the byte, so it is
 * compared with a synth of its own: no time of a file is asked.
 *
 * @throws DeployMistake with the stacks that are older.
 */
export async function requireSynthesized(platform: Platform, outdir: string, stacks: readonly string[]): Promise<void> {
  const older = await withFreshSynth(platform, stacks, (fresh) => stacks.filter((id) => differs(fresh, outdir, id)));
  if (older.length > 0) {
    throw new DeployMistake(
      `${outdir} is not what the declaration says now: ${older.join(", ")}. Synthesize again with: trellis synth (or leave out --skip-synth).`,
    );
  }
}

async function withFreshSynth<T>(platform: Platform, stacks: readonly string[], use: (fresh: string) => T): Promise<T> {
  const parent = resolve(".trellis");
  mkdirSync(parent, { recursive: true });
  const fresh = mkdtempSync(join(parent, "synth-"));
  try {
    await synthesize(platform, { outdir: fresh, stacks });
    return use(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function differs(fresh: string, outdir: string, id: string): boolean {
  const wanted = filesOf(join(fresh, "stacks", id));
  const folder = join(outdir, "stacks", id);
  const present = existsSync(folder) ? filesOf(folder) : new Map<string, Buffer>();
  return wanted.size !== present.size || [...wanted].some(([path, content]) => !present.get(path)?.equals(content));
}

/** What synth writes: not what Terraform keeps beside it. */
function filesOf(folder: string): Map<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path === "cdk.tf.json" || path.startsWith("assets"));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

/** The code comes first, then what names it. */
export function replaceStack(fresh: string, outdir: string, id: string): void {
  const [from, to] = [join(fresh, "stacks", id), join(outdir, "stacks", id)];
  rmSync(join(to, "assets"), { recursive: true, force: true });
  for (const part of ["assets", "metadata.json", "cdk.tf.json"]) {
    if (!existsSync(join(from, part))) continue;
    mkdirSync(dirname(join(to, part)), { recursive: true });
    cpSync(join(from, part), join(to, part), { recursive: true });
  }
}
