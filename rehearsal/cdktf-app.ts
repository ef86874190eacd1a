import { readFileSync } from "node:fs";
import { synthesize } from "../stacks/app";
import { platformFile } from "./platform-file";

/** What cdktf runs in a rehearsal: the synth of the project, of a platform that has been checked. */
synthesize(JSON.parse(readFileSync(platformFile, "utf8"))).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
