import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { buildFiles, sizeOf } from "../../modules/function/build";
import { exporting } from "../../modules/function/exporting";

const ROOT = join(__dirname, "..", "..");
const NODE_PATHS = [join(ROOT, "bench", "node_modules"), join(ROOT, "node_modules")];

/** Where a bundle is, and the bytes of its code. */
export interface Bundled {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Bundles as Trellis deploys: CommonJS, minified, with one export (or none, for what only runs), rare files beside it.
 * Each is `index.js` in a folder of its entry's name.
 */
export async function bundle(
  entries: readonly string[],
  outdir: string,
  exported?: string,
): Promise<Map<string, Bundled>> {
  const bundles = new Map<string, Bundled>();
  for (const entry of entries) {
    const source = exported ? exporting(relative(ROOT, entry), exported, ROOT) : { entryPoints: [entry] };
    const { code } = await buildFiles({ ...source, nodePaths: NODE_PATHS });
    const name = basename(entry).replace(/\.[jt]s$/, "");
    const folder = join(outdir, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, content] of Object.entries(code)) writeFileSync(join(folder, file), content);
    bundles.set(name, { file: join(folder, "index.js"), bytes: sizeOf(code) });
  }
  return bundles;
}

/** The entries of a folder beside this file. */
export function entriesOf(folder: string): string[] {
  return readdirSync(join(__dirname, folder))
    .sort()
    .map((file) => join(__dirname, folder, file));
}
