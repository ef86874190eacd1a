import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePlatformFrom, type Platform } from "../../declaration";
import type { Bundle } from "../../modules/function/bundle";
import { zipFiles } from "../../modules/function/zip";
import { writeStacks } from "../../stacks/app";
import { entriesOf } from "../../stacks/bundles";
import { layoutOf, type StackLayout } from "../../stacks/layout";
import { Synthesized } from "./synthesized";

/** Every stack of a platform as it was written, by id. */
export interface SynthesizedPlatform {
  readonly platform: Platform;
  readonly layouts: readonly StackLayout[];
  /** The Terraform of one stack. */
  stack(id: string): Synthesized;
}

/** Synthesizes a declared platform as a whole app. Its functions all have the same code: bundles have tests of their own. */
export function synthPlatform(declaration: unknown): SynthesizedPlatform {
  const platform = isPlatform(declaration) ? declaration : definePlatformFrom(declaration);
  const layouts = layoutOf(platform);
  const dir = mkdtempSync(join(tmpdir(), "trellis-platform-"));
  try {
    const outdir = join(dir, "out");
    writeStacks(platform, layouts, bundlesOf(platform, layouts, dir), outdir);
    const stacks = new Map(layouts.map(({ id }) => [id, readStack(outdir, id)]));
    return { platform, layouts, stack: (id) => found(stacks, id) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The Terraform of a stack in a synthesized folder. */
export function readStack(outdir: string, id: string): Synthesized {
  return new Synthesized(JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")));
}

function bundlesOf(platform: Platform, layouts: readonly StackLayout[], dir: string): ReadonlyMap<string, Bundle> {
  const path = join(dir, "index.zip");
  writeFileSync(path, zipFiles({ "index.js": new TextEncoder().encode("exports.handler = () => {};") }));
  return new Map(entriesOf(platform, layouts).map((entry) => [entry, { entry, path, sha256: "c2hhMjU2", size: 27 }]));
}

/** What `definePlatform` returns is frozen; a declaration is not. */
function isPlatform(declaration: unknown): declaration is Platform {
  return Object.isFrozen(declaration);
}

function found(stacks: ReadonlyMap<string, Synthesized>, id: string): Synthesized {
  const stack = stacks.get(id);
  if (!stack) throw new Error(`There is no stack ${id}; there are: ${[...stacks.keys()].join(", ")}`);
  return stack;
}
