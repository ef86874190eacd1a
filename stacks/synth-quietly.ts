import type { App } from "cdktf";

/**
 * Synthesizes without the warnings of Node about what the engine uses: from Node 22 on each synth would begin with
 * `util.isArray` being deprecated (cdktf 0.21, TerraformOutput), which nobody who reads it can do anything about.
 */
export function synthQuietly(app: Pick<App, "synth">): void {
  const { noDeprecation = false } = process;
  process.noDeprecation = true;
  try {
    app.synth();
  } finally {
    process.noDeprecation = noDeprecation;
  }
}
