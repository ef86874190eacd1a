import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KilledApplies } from "../../../deploy/terraform/killed-applies";
import { applied, failure } from "../../support/fake-terraform";

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-killed-"));
  log = join(folder, "a-apply.log");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const began = (addr: string) => ({ type: "apply_start", hook: { resource: { addr }, action: "create" } });

function applyEnded(...messages: object[]): void {
  writeFileSync(log, messages.map((message) => JSON.stringify(message)).join("\n"));
}

test("what applies that were killed began is kept until one ends well", () => {
  applyEnded(began("aws_vpc.a"));
  new KilledApplies(log).keep();
  applyEnded(began("aws_vpc.b"));
  new KilledApplies(log).keep();
  expect([...new KilledApplies(log).creating]).toEqual(["aws_vpc.a", "aws_vpc.b"]);
  new KilledApplies(log).forget();
  expect(new KilledApplies(log).creating.size).toBe(0);
  expect(existsSync(log)).toBe(true);
});

test.each([
  ["with its summary", applied(1)],
  ["with an error", failure("creating X")],
])("an apply that ended %s is not kept", (_, end) => {
  applyEnded(began("aws_vpc.a"), end);
  new KilledApplies(log).keep();
  expect(new KilledApplies(log).creating.size).toBe(0);
});

test("of an apply that was interrupted, what it did not wait for is kept", () => {
  const given = failure("creating X", "https response error StatusCode: 0, canceled, context canceled", "aws_vpc.a");
  const refused = failure("creating Y", "AccessDenied", "aws_vpc.b");
  const read = failure("reading Z", "context canceled", "data.aws_vpc.c");
  applyEnded(began("aws_vpc.a"), began("aws_vpc.b"), given, refused, read, applied(0));
  new KilledApplies(log).keep();
  expect([...new KilledApplies(log).creating]).toEqual(["aws_vpc.a"]);
});

test("what is in doubt: with the time at which it was first begun, and what AWS refused to make again", () => {
  const at = (addr: string, second: number) => ({
    ...began(addr),
    "@timestamp": `2026-11-22T12:00:0${second}.000000Z`,
  });
  applyEnded(at("aws_vpc.a", 1));
  new KilledApplies(log).keep();
  const there = failure("creating X", "ConflictException: it exists", "aws_vpc.b");
  const inUse = failure("deleting Y", "ConflictException: in use", "aws_vpc.c");
  applyEnded(at("aws_vpc.a", 5), at("aws_vpc.b", 5), at("aws_vpc.c", 5), there, inUse);
  expect([...new KilledApplies(log).inDoubt]).toEqual([
    ["aws_vpc.b", undefined],
    ["aws_vpc.a", Date.UTC(2026, 10, 22, 12, 0, 1)],
  ]);
});

test("what was settled is in doubt no more, and the log of it is kept", () => {
  applyEnded(began("aws_vpc.a"));
  expect(new KilledApplies(log).inDoubt.size).toBe(1);
  new KilledApplies(log).settle();
  expect(new KilledApplies(log).inDoubt.size).toBe(0);
  expect(existsSync(join(folder, "a-apply-cut.log"))).toBe(true);
  new KilledApplies(log).settle();
});
