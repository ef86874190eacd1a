import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs a TypeScript file in a process of its own, in a folder and a time zone. */
export async function runNode(
  file: string,
  args: readonly string[],
  { cwd, timeZone, env = {} }: { cwd: string; timeZone: string; env?: Readonly<Record<string, string>> },
): Promise<string> {
  const loader = require.resolve("tsx");
  const { stdout } = await run(process.execPath, ["--import", loader, file, ...args], {
    cwd,
    env: { ...process.env, ...env, TZ: timeZone },
  });
  return stdout.trim();
}
