import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A folder with the functions' code, in which stacks are synthesized and states are kept: nothing of the project is touched. */
export interface Workplace {
  readonly folder: string;
  /** Folder with what Terraform printed. */
  readonly logs: string;
  remove(): void;
}

/** Makes the folder and enters it: functions are found from the folder in which a command runs. */
export function enterWorkplace(): Workplace {
  const project = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "trellis-rehearsal-"));
  for (const part of ["functions", "package.json", "tsconfig.json", "cdktf.json"]) {
    cpSync(join(project, part), join(folder, part), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
  process.chdir(folder);
  return {
    folder,
    logs: join(folder, ".trellis", "logs"),
    remove: () => {
      process.chdir(project);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
