import { readFile } from "node:fs/promises";
import { posix, resolve } from "node:path";
import { build } from "esbuild";

/**
 * Whether an entry file exports `handler`, its own or another file's. esbuild lists the exports of ES modules; a CommonJS
 * entry assigns them by name.
 *
 * @throws esbuild's BuildFailure if the entry or an import of it cannot be read.
 */
export async function exportsHandler(entry: string, projectDir: string): Promise<boolean> {
  const { metafile } = await build({
    bundle: true,
    platform: "node",
    format: "esm",
    metafile: true,
    write: false,
    logLevel: "silent",
    entryPoints: [entry],
    absWorkingDir: projectDir,
    outfile: "index.js",
  });
  if (metafile.inputs[posix.normalize(entry)]?.format === "cjs")
    return assignsHandler(await readFile(resolve(projectDir, entry), "utf8"));
  return Object.values(metafile.outputs).some(({ exports }) => exports.includes("handler"));
}

function assignsHandler(code: string): boolean {
  return /\bexports\.handler\s*=[^=]/.test(code) || /\bmodule\.exports\s*=[^=][^;]*\bhandler\b/.test(code);
}
