import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Platform } from "../../declaration";

/** Where the sources are: taken before any scene changes the folder. */
const project = resolve(__dirname, "../..");

/** A command of Trellis in a process of its own. */
export interface Running {
  readonly process: ChildProcess;
  /** Exit code, null for a process that was killed; and everything it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  readonly output: () => string;
}

/** Runs `trellis …` in a folder whose `platform.ts` declares this platform. */
export function trellis(
  args: readonly string[],
  { folder, platform, environment }: { folder: string; platform?: Platform; environment: NodeJS.ProcessEnv },
): Running {
  if (platform) writePlatform(folder, platform);
  const loader = require.resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, join(project, "cli", "main.ts"), ...args], {
    cwd: folder,
    env: { ...environment, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; output: string }>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code, output }));
  });
  return { process: child, ended, output: () => output };
}

/** Writes the `platform.ts` of a platform that has been checked. */
export function writePlatform(folder: string, platform: Platform): void {
  const imported = JSON.stringify(join(project, "declaration", "defined"));
  const text = `import { asDefined } from ${imported};\nexport default asDefined(${JSON.stringify(platform)});\n`;
  writeFileSync(join(folder, "platform.ts"), text);
}

/** A Terraform whose process can be found: by what `TERRAFORM_BINARY_NAME` is set to. */
export interface FindableTerraform {
  readonly command: string;
  /** Kills the Terraform that was started last, and its providers with it, as a machine that goes down does. */
  kill(): void;
  /** Whether the Terraform that was started last still runs. */
  readonly alive: boolean;
}

export function findableTerraform(folder: string): FindableTerraform {
  const [command, file] = [join(folder, "findable-terraform"), join(folder, "terraform.pid")];
  const real = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
  // Providers that are killed leave their sockets behind.
  const sockets = join(folder, "sockets");
  mkdirSync(sockets);
  // `version` is asked by Trellis itself, outside any stack.
  writeFileSync(
    command,
    `#!/bin/sh\n[ "$1" = version ] || echo $$ > '${file}'\nTMPDIR='${sockets}' exec ${real} "$@"\n`,
  );
  chmodSync(command, 0o755);
  // Never 0, which would be the group of whoever asks.
  const pid = () => Number(existsSync(file) ? readFileSync(file, "utf8") : "") || Number.NaN;
  return {
    command,
    kill: () => {
      process.kill(-pid(), "SIGKILL");
    },
    get alive() {
      return isAlive(pid());
    },
  };
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until something holds; by default so long that only what never comes is given up, on a busy machine too. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 300): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(100);
  }
}
