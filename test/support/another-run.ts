import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** Another process of Trellis that runs until it is told to end, and the id of its run. */
export async function anotherRun() {
  const script = `console.log(require(${JSON.stringify(resolve("deploy/run-id.ts"))}).runId); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [id] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return { id: id.trim(), ended, end: () => child.kill("SIGKILL") };
}
