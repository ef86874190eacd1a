import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";

/** A script and the bundles that it loads, where they are measured. */
export interface Places {
  readonly script: string;
  /** Of the bundle by its name. */
  of(name: string): string;
}

/**
 * Copies a script of this folder and the bundles that it loads to short paths of one length, as Lambda's own are
 * (`/var/task/index.js`): V8 optimizes Node's functions of paths after so many characters, which falls into the cold start
 * of whoever has the longer path.
 */
export function place(outdir: string, script: string, bundles: ReadonlyMap<string, { readonly file: string }>): Places {
  const copy = (from: string, ...to: readonly string[]) => {
    const file = join(outdir, ...to);
    copyFileSync(from, file);
    return file;
  };
  const files = new Map(
    [...bundles].map(([name, { file }], index) => {
      const folder = String(index).padStart(2, "0");
      mkdirSync(join(outdir, folder), { recursive: true });
      return [name, copy(file, folder, "index.js")];
    }),
  );
  return {
    script: copy(join(__dirname, script), basename(script)),
    of: (name) => {
      const file = files.get(name);
      if (file === undefined) throw new Error(`no bundle ${name}`);
      return file;
    },
  };
}
