import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { buildSync } from "esbuild";
import { exporting } from "../../modules/function/exporting";

const ROOT = join(__dirname, "..", "..");

/**
 * Bundles as Trellis deploys: CommonJS, minified, with one export (or none, for what only runs). Returns the files by
 * name, and their sizes in bytes.
 */
export function bundle(
  entries: readonly string[],
  outdir: string,
  exported?: string,
): Map<string, { file: string; bytes: number }> {
  const files = entries.map((entry) => {
    const outfile = join(outdir, `${basename(entry).replace(/\.[jt]s$/, "")}.js`);
    buildSync({
      ...(exported ? exporting(relative(ROOT, entry), exported, ROOT) : { entryPoints: [entry] }),
      outfile,
      bundle: true,
      minify: true,
      platform: "node",
      format: "cjs",
      target: "node22",
      mainFields: ["module", "main"],
      nodePaths: [join(ROOT, "bench", "node_modules"), join(ROOT, "node_modules")],
      logLevel: "error",
      logOverride: { "commonjs-variable-in-esm": "silent" },
    });
    return outfile;
  });
  return new Map(files.map((file) => [basename(file, ".js"), { file, bytes: statSync(file).size }]));
}

/** The entries of a folder beside this file. */
export function entriesOf(folder: string): string[] {
  return readdirSync(join(__dirname, folder))
    .sort()
    .map((file) => join(__dirname, folder, file));
}
