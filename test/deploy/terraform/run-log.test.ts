import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { unmarkLog } from "../../../deploy/terraform/log-writer";
import { latestLog, RunLog, runLogs } from "../../../deploy/terraform/run-log";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-run-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string, marked = false): string {
  const log = new RunLog(folder, name);
  writeFileSync(log.path, text);
  log.begun(process.pid, { marked });
  return log.path;
}

test("every run has its own log, and one name leads to the latest", () => {
  const first = write("a-plan", "one");
  const second = write("a-plan", "two");
  write("a-plan-b-plan", "of another stack");
  expect([first, second].map((log) => readFileSync(log, "utf8"))).toEqual(["one", "two"]);
  expect(readFileSync(latestLog(folder, "a-plan"), "utf8")).toBe("two");
  expect(runLogs(folder, "a-plan")).toEqual([first, second]);
  expect(basename(second)).toMatch(new RegExp(`^a-plan-\\d{8}T\\d{9}-${process.pid}\\.log$`));
});

test("old ones go, but those that nobody has looked at", () => {
  const marked = write("a-apply", "marked", true);
  const logs = Array.from({ length: 7 }, (_, index) => write("a-apply", String(index)));
  write("b-apply", "of another stack");
  expect(runLogs(folder, "a-apply")).toEqual([marked, ...logs.slice(2)]);
  unmarkLog(marked);
  write("a-apply", "last");
  expect(readdirSync(folder).filter((file) => file.startsWith("a-"))).toHaveLength(6);
});
