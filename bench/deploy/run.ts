import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place";

/** Runs a command to its end, which must be a good one; seconds that it took. */
export async function seconds(
  [command = "", ...args]: readonly string[],
  { folder, environment, logs }: Place,
  cwd = folder,
): Promise<number> {
  const log = join(logs, "log");
  const file = openSync(log, "w");
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", file, file] });
  const code = await new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  const took = Number(process.hrtime.bigint() - started) / 1e9;
  closeSync(file);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${readFileSync(log, "utf8").slice(-4000)}`);
  return took;
}
