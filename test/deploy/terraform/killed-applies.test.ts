import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KilledApplies } from "../../../deploy/terraform/killed-applies";
import { markLog, noteEnd } from "../../../deploy/terraform/log-writer";
import { RunLog } from "../../../deploy/terraform/run-log";
import { applied, failure } from "../../support/fake-terraform";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-killed-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const began = (addr: string) => ({ type: "apply_start", hook: { resource: { addr }, action: "create" } });
const applies = () => new KilledApplies(folder, "a");

/** A run of an apply that is over. */
function applyEnded(...messages: object[]): string {
  const log = new RunLog(folder, "a-apply");
  writeFileSync(log.path, messages.map((message) => JSON.stringify(message)).join("\n"));
  log.begun(1, { marked: true });
  noteEnd(log.path);
  return log.path;
}

test("what applies that were killed began is kept until one ends well", () => {
  applyEnded(began("aws_vpc.a"));
  applies().keep();
  const log = applyEnded(began("aws_vpc.b"));
  applies().keep();
  expect([...applies().creating]).toEqual(["aws_vpc.a", "aws_vpc.b"]);
  applies().forget();
  expect(applies().creating.size).toBe(0);
  expect(existsSync(log)).toBe(true);
});

test.each([
  ["with its summary", applied(1)],
  ["with an error", failure("creating X")],
])("an apply that ended %s is not kept", (_, end) => {
  applyEnded(began("aws_vpc.a"), end);
  applies().keep();
  expect(applies().creating.size).toBe(0);
});

test("of an apply that was interrupted, what it did not wait for is kept", () => {
  const given = failure("creating X", "https response error StatusCode: 0, canceled, context canceled", "aws_vpc.a");
  const refused = failure("creating Y", "AccessDenied", "aws_vpc.b");
  const read = failure("reading Z", "context canceled", "data.aws_vpc.c");
  applyEnded(began("aws_vpc.a"), began("aws_vpc.b"), given, refused, read, applied(0));
  applies().keep();
  expect([...applies().creating]).toEqual(["aws_vpc.a"]);
});

describe("an apply that is still running", () => {
  const noise = ["-e", "setInterval(() => {}, 1000)"];

  async function writing(messages: readonly object[], log = new RunLog(folder, "a-apply")) {
    const file = openSync(log.path, "w");
    writeFileSync(log.path, messages.map((message) => JSON.stringify(message)).join("\n"));
    const child = spawn(process.execPath, noise, { stdio: ["ignore", file, file] });
    await once(child, "spawn");
    log.begun(child.pid ?? 0, { marked: true });
    const kill = async () => {
      child.kill("SIGKILL");
      await once(child, "close");
    };
    return { log: log.path, kill };
  }

  test("leaves nothing in doubt, whatever it has begun, until its process is gone", async () => {
    const running = await writing([began("aws_vpc.a")]);
    applies().keep();
    applies().settle();
    expect([applies().inDoubt.size, applies().creating.size, applies().lastWasKilled]).toEqual([0, 0, false]);
    await running.kill();
    expect([[...applies().inDoubt.keys()], applies().lastWasKilled]).toEqual([["aws_vpc.a"], true]);
    applies().keep();
    expect([...applies().creating]).toEqual(["aws_vpc.a"]);
  });

  test("is not told by the number of its process alone: another one may have it since", async () => {
    const other = await writing([]);
    const log = applyEnded(began("aws_vpc.a"));
    markLog(log, process.pid);
    expect([...applies().inDoubt.keys()]).toEqual(["aws_vpc.a"]);
    await other.kill();
  });

  test("is not hidden by one that was locked out after it", async () => {
    const running = await writing([began("aws_vpc.a")]);
    applyEnded(failure("Error acquiring the state lock"));
    await running.kill();
    expect([[...applies().inDoubt.keys()], applies().lastWasKilled]).toEqual([["aws_vpc.a"], true]);
  });
});

test("a plan that finds nothing to do settles what applies left, and their logs stay", () => {
  const log = applyEnded(began("aws_vpc.a"));
  applies().settle();
  expect([applies().inDoubt.size, existsSync(log)]).toEqual([0, true]);
});

test("what is in doubt: with the time at which it was first begun, and what AWS refused to make again", () => {
  const at = (addr: string, second: number) => ({
    ...began(addr),
    "@timestamp": `2026-11-22T12:00:0${second}.000000Z`,
  });
  applyEnded(at("aws_vpc.a", 1));
  applies().keep();
  const there = failure("creating X", "ConflictException: it exists", "aws_vpc.b");
  const inUse = failure("deleting Y", "ConflictException: in use", "aws_vpc.c");
  applyEnded(at("aws_vpc.a", 5), at("aws_vpc.b", 5), at("aws_vpc.c", 5), there, inUse);
  expect([...applies().inDoubt]).toEqual([
    ["aws_vpc.b", undefined],
    ["aws_vpc.a", Date.UTC(2026, 10, 22, 12, 0, 1)],
  ]);
});
