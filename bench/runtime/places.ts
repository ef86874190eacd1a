import { copyFileSync, cpSync } from "node:fs";
import { basename, dirname, join } from "node:path";

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
  const files = new Map(
    [...bundles].map(([name, { file }], index) => {
      const folder = join(outdir, String(index).padStart(2, "0"));
      cpSync(dirname(file), folder, { recursive: true });
      return [name, join(folder, basename(file))];
    }),
  );
  const copy = join(outdir, basename(script));
  copyFileSync(join(__dirname, script), copy);
  return {
    script: copy,
    of: (name) => {
      const file = files.get(name);
      if (file === undefined) throw new Error(`no bundle ${name}`);
      return file;
    },
  };
}
