import { readFileSync } from "node:fs";
import { linesProgress } from "../../cli/progress/lines";
import type { Platform } from "../../declaration";
import { deploy } from "../../deploy/deploy";

/** A process that does what `trellis deploy --all --auto-approve` does, with the platform of a file. Prints JSON at the end. */
async function main(file: string): Promise<void> {
  const platform: Platform = JSON.parse(readFileSync(file, "utf8"));
  const ending = await deploy(platform, { progress: linesProgress(console.error) });
  if (!ending.ok) process.exitCode = 1;
  console.log(JSON.stringify(ending));
}

main(process.argv[2] ?? "").catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
