import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";

/** Bundles as Trellis deploys: CommonJS, minified. Returns the files by name, and their sizes in bytes. */
export function bundle(entries: readonly string[], outdir: string): Map<string, { file: string; bytes: number }> {
  buildSync({
    entryPoints: [...entries],
    outdir,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    mainFields: ["module", "main"],
    nodePaths: [join(__dirname, "..", "node_modules"), join(__dirname, "..", "..", "node_modules")],
    logLevel: "error",
  });
  const files = entries.map((entry) => join(outdir, `${basename(entry).replace(/\.[jt]s$/, "")}.js`));
  return new Map(files.map((file) => [basename(file, ".js"), { file, bytes: statSync(file).size }]));
}

/** The entries of a folder beside this file. */
export function entriesOf(folder: string): string[] {
  return readdirSync(join(__dirname, folder))
    .sort()
    .map((file) => join(__dirname, folder, file));
}
