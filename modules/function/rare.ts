import { basename, relative } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Keeps files named `x.rare` out of the code that imports them, as files of their own beside it: V8 reads every character
 * of a file at a cold start, whether it runs or not. Code loads them where it needs them, with `require` or `await import`.
 * An import of which nothing is used goes. Adds each to `found`: its path by the name that it has beside the code.
 */
export function rareFiles(found: Map<string, string>): Plugin {
  return {
    name: "rare-files",
    setup(build) {
      build.onResolve({ filter: /\.rare$/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (pluginData === found) return undefined;
        const { path: file, errors } = await build.resolve(path, { kind, resolveDir, importer, pluginData: found });
        if (errors.length > 0) return { errors };
        const name = `${basename(path)}.js`;
        const other = found.get(name) ?? file;
        found.set(name, other);
        if (other === file) return { path: `./${name}`, external: true, sideEffects: false };
        const taken = relative(build.initialOptions.absWorkingDir ?? "", other);
        return { errors: [{ text: `"${path}" and ${taken} would both be ${name} in the zip; rename one of them` }] };
      });
    },
  };
}
