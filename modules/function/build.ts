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

/** Builds a source, and then each rare file that what is built names. Throws esbuild's BuildFailure. */
export async function buildFiles(source: Source): Promise<Built> {
  const rare = new Map<string, string>();
  const plugins = [rareFiles(rare)];
  const buildOne = async (outfile: string, from: Source): Promise<Built> => {
    const { metafile, outputFiles } = await build({ ...settings, ...from, outfile, plugins });
    const contentOf = (name: string) => ({
      [name]: outputFiles.find(({ path }) => basename(path) === name)?.contents ?? new Uint8Array(),
    });
    const inputs = Object.keys(metafile.inputs).filter((input) => input !== exporter);
    return { code: contentOf(outfile), maps: contentOf(`${outfile}.map`), inputs };
  };
  const { stdin, entryPoints, ...where } = source;
  let { code, maps, inputs } = await buildOne("index.js", source);
  // What a rare file names is met on the way.
  for (const [name, file] of rare) {
    const built = await buildOne(name, { ...where, entryPoints: [file] });
    code = { ...code, ...built.code };
    maps = { ...maps, ...built.maps };
    inputs = [...new Set([...inputs, ...built.inputs])];
  }
  return { code, maps, inputs };
}

/** Bytes of minified code, rare files included. */
export function sizeOf(code: Files): number {
  return Object.values(code).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
