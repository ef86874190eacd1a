import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder with sources, as a user's project has them. */
export class Project {
  readonly dir = mkdtempSync(join(tmpdir(), "trellis-project-"));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, content] of Object.entries(files)) this.write(file, content);
  }

  write(file: string, content: string): void {
    const path = join(this.dir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}
