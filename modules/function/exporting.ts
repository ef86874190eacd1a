/** The name that esbuild gives to the source which exports. */
export const exporter = "index";

/**
 * What has esbuild export one name of an entry, as a plain property: its exports of a whole module cost 480 bytes, which
 * every cold start would run, and are getters, which tracing layers cannot wrap.
 */
export function exporting(entry: string, name: string, projectDir: string) {
  const contents = `"use strict";
import * as entry from ${JSON.stringify(`./${entry}`)};
exports.${name} = entry.${name};`;
  return { stdin: { contents, resolveDir: projectDir, sourcefile: exporter }, absWorkingDir: projectDir };
}
