import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../../deploy/terraform/process";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-process-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, more: { onLine?: (line: string) => void; signal?: AbortSignal } = {}) {
  const options = { cwd: folder, environment: process.env, log: join(folder, "log"), ...more };
  return runProcess(process.execPath, ["-e", script], options);
}

test("lines arrive whole, in order, the last one too, and are kept in the log", async () => {
  const lines: string[] = [];
  const code = await run(
    `process.stdout.write("one\\ntw"); setTimeout(() => { process.stdout.write("o é\\nlast"); process.exitCode = 3; }, 150)`,
    { onLine: (line) => lines.push(line) },
  );
  expect(code).toBe(3);
  expect(lines).toEqual(["one", "two é", "last"]);
  expect(readFileSync(join(folder, "log"), "utf8")).toBe("one\ntwo é\nlast");
});

test("a stop interrupts once, and the process is waited for", async () => {
  const controller = new AbortController();
  const lines: string[] = [];
  const script = `let count = 0; process.on("SIGINT", () => { count += 1; setTimeout(() => { console.log("interrupted " + count); process.exit(0); }, 200) }); console.log("ready"); setInterval(() => {}, 1000)`;
  const onLine = (line: string) => {
    lines.push(line);
    if (line === "ready") controller.abort();
  };
  expect(await run(script, { signal: controller.signal, onLine })).toBe(0);
  expect(lines).toEqual(["ready", "interrupted 1"]);
});

test("the process is named as soon as it runs, and the log is nobody else's to read", async () => {
  let started = 0;
  const options = { cwd: folder, environment: process.env, log: join(folder, "log") };
  await runProcess(process.execPath, ["-p", "process.pid"], { ...options, onStart: (pid) => (started = pid) });
  expect(readFileSync(join(folder, "log"), "utf8").trim()).toBe(String(started));
  expect(statSync(join(folder, "log")).mode & 0o077).toBe(0);
});

test("a command that is not there is an error", async () => {
  const options = { cwd: folder, environment: process.env, log: join(folder, "log") };
  await expect(runProcess("/nowhere/terraform", [], options)).rejects.toThrow("ENOENT");
});

test("a process that a signal ended is told by its code", async () => {
  expect(await run(`process.kill(process.pid, "SIGKILL")`)).toBe(137);
});
