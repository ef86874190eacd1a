import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place";

/** Runs a command to its end, which must be a good one. */
export async function run(
  [command = "", ...args]: readonly string[],
  { folder, environment, logs }: Place,
  cwd = folder,
): Promise<{ readonly seconds: number; readonly output: string }> {
  const log = join(logs, "log");
  const file = openSync(log, "w");
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", file, file] });
  const code = await new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  closeSync(file);
  const output = readFileSync(log, "utf8");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output.slice(-4000)}`);
  return { seconds, output };
}
