import { basename } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { exporter } from "./exporting";
import { rareFiles } from "./rare";
import type { Files } from "./zip";

/** What esbuild makes of a source, and of the rare files that it names. */
export interface Built {
  /** `index.js` and its rare files. */
  readonly code: Files;
  /** Their source maps. */
  readonly maps: Files;
  /** Files that went in, relative to the project. */
  readonly inputs: readonly string[];
}

/** What esbuild builds, and from where. */
export type Source = Pick<BuildOptions, "stdin" | "entryPoints" | "absWorkingDir" | "nodePaths">;

/** How all code is built. CommonJS, because it starts 14 to 22 ms sooner than ES modules. */
export const settings = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  // ES modules where a package has both: only they can be cut down to what is used (44 KB of orders instead of 169 KB).
  mainFields: ["module", "main"] as string[],
  sourcemap: "external",
  sourcesContent: false,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "silent",
  charset: "utf8",
} as const;

/** Builds a source, and then each rare file that what is built loads. Throws esbuild's BuildFailure. */
export async function buildFiles(source: Source): Promise<Built> {
  const { stdin, entryPoints, ...where } = source;
  const rare = new Map<string, string>();
  const loaded = new Set<string>();
  let built: Built = { code: {}, maps: {}, inputs: [] };
  const add = async (outfile: string, from: Source) => {
    const { metafile, outputFiles } = await build({
      ...settings,
      ...where,
      ...from,
      outfile,
      plugins: [rareFiles(rare)],
    });
    const contentOf = (name: string) => {
      const file = outputFiles.find(({ path }) => basename(path) === name);
      if (!file) throw new Error(`esbuild wrote no ${name}`);
      return { [name]: file.contents };
    };
    const inputs = Object.keys(metafile.inputs).filter((input) => input !== exporter);
    built = {
      code: { ...built.code, ...contentOf(outfile) },
      maps: { ...built.maps, ...contentOf(`${outfile}.map`) },
      inputs: [...new Set([...built.inputs, ...inputs])],
    };
    for (const { path } of Object.values(metafile.outputs).flatMap(({ imports }) => imports))
      loaded.add(basename(path));
  };
  await add("index.js", { stdin, entryPoints });
  // What a rare file loads is met on the way; the rest is Node's own.
  for (const name of loaded) {
    const file = rare.get(name);
    if (file) await add(name, { entryPoints: [file] });
  }
  return built;
}

/** Bytes of minified code, rare files included. */
export function sizeOf(code: Files): number {
  return Object.values(code).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
