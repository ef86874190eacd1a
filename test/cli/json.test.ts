import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { trellis } from "../support/commands";
import { smallest } from "../support/smallest-estate";

const platform = smallest({
  services: {
    notes: {
      account: "hub",
      network: "private",
      targets: {},
      routes: [{ priority: 1, match: { path: { prefix: "/" } }, fixedResponse: 404 }],
      grants: [],
      alarms: false,
    },
  },
});
const documentation = readFileSync(resolve("docs", "commands.md"), "utf8");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-json-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function printed(args: readonly string[]): Promise<{ readonly code: number | null; readonly keys: string[] }> {
  const { code, output } = await trellis([...args, "--json"], { folder, platform, environment: process.env }).ended;
  return { code, keys: Object.keys(JSON.parse(output)) };
}

/** The row of the table, which names every member of the object. */
function rowOf(command: string): string {
  return documentation.split("\n").find((line) => line.startsWith(`| \`${command}\` |`)) ?? "";
}

test.each([
  ["synth", ["synth"]],
  ["access", ["access"]],
  ["access --prove", ["access", "--prove"]],
  ["explain", ["explain", "anonymous", "notes", "GET", "/"]],
  ["diff", ["diff", "cdktf.out", "cdktf.out"]],
])("what %s prints for machines is one document, whose members are documented", async (command, args) => {
  const { code, keys } = await printed(args);
  expect(code).toBe(0);
  expect(keys.filter((key) => !rowOf(command).includes(`\`${key}\``))).toEqual([]);
  expect(keys.length).toBeGreaterThan(3);
});
