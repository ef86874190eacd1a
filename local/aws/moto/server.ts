import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const START_TIMEOUT_MS = 120_000;

/** moto_server (PyPI `moto[server]`) is not to be found, or does not start. */
export class MotoError extends Error {
  override readonly name = "MotoError";
}

/** A running moto_server. */
export interface MotoServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** The path of an executable: as given when absolute, else the first on the PATH; undefined where there is none. */
export function findMoto(command = "moto_server"): string | undefined {
  const candidates = isAbsolute(command)
    ? [command]
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts moto_server on a free port of 127.0.0.1 and resolves when it answers, with AWS's managed policies loaded, which
 * it has not by itself. @throws MotoError
 */
export async function startMoto(command?: string): Promise<MotoServer> {
  const executable = findMoto(command);
  if (executable === undefined) {
    throw new MotoError(
      `${command ?? "moto_server"} is not on the PATH. Install it with: pip install "moto[server]". Without it only VPC Lattice, RAM and STS can be served (--no-moto, or moto: false).`,
    );
  }
  const child = spawn("/bin/sh", ["-c", DIES_WITH_US, "sh", executable, "-H", "127.0.0.1", "-p", "0"], {
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  return { port: await portOf(child), stop: () => terminate(child) };
}

/**
 * Becomes the command, which is killed when our end of its standard input closes: so it does not outlive this process,
 * however that ends.
 */
const DIES_WITH_US = 'exec 3<&0; (cat <&3 >/dev/null; kill -9 $$ 2>/dev/null) & exec "$@" </dev/null 3<&-';

/** The port that the system gave it, which it prints, as soon as it answers. */
async function portOf(child: ChildProcess): Promise<number> {
  let output = "";
  let failed: Error | undefined;
  child.stderr?.on("data", (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-2000);
  });
  child.once("error", (error) => {
    failed = error;
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (failed === undefined && child.exitCode === null && Date.now() < deadline) {
    const port = Number(/Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]);
    if (port && (await answers(port))) return port;
    await sleep(50);
  }
  await terminate(child);
  // What it said last may come after its end.
  if (failed === undefined) await Promise.race([closed, sleep(1000)]);
  throw new MotoError(
    `moto_server did not start: ${failed?.message ?? (output.trim() || `no answer within ${START_TIMEOUT_MS / 1000} s`)}`,
  );
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/moto-api/config`)).ok;
  } catch {
    return false;
  }
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.destroy();
  child.kill("SIGKILL");
  await gone;
}
