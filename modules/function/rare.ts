import { basename } from "node:path";
import type { Plugin } from "esbuild";

/** Modules of the runtime named `x.rare`. */
export const RARE = /[\\/]functions[\\/]runtime[\\/].*\.rare\.ts$/;

/**
 * Keeps the runtime's rare modules out of the code that loads them, as files of their own beside it: V8 reads every
 * character of a file at a cold start, whether it runs or not. Such a module must share no other module with the rest, of
 * which it would have a copy. Adds each to `found`: its path by the name that it has beside the code.
 */
export function rareFiles(found: Map<string, string>): Plugin {
  return {
    name: "rare-files",
    setup(build) {
      build.onResolve({ filter: /\.rare$/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (pluginData === found) return undefined;
        const { path: file, errors } = await build.resolve(path, { kind, resolveDir, importer, pluginData: found });
        if (errors.length > 0) return { errors };
        if (!RARE.test(file)) return undefined;
        const name = `${basename(path)}.js`;
        const other = found.get(name) ?? file;
        if (other !== file) return { errors: [{ text: `"${path}": another module is ${name} already; rename one` }] };
        found.set(name, file);
        return { path: `./${name}`, external: true };
      });
    },
  };
}
