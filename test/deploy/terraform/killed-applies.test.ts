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
