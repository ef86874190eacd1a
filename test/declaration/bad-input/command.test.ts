import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "..", "..", "..");
const linked = ["cli", "declaration", "functions", "modules", "node_modules", "package.json", "policies", "stacks"];
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "trellis-"));
  for (const name of linked) symlinkSync(join(project, name), join(scratch, name));
  copyFileSync(join(project, "main.ts"), join(scratch, "main.ts"));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it("ends with exit code 1 and one line per mistake, without a stack trace", () => {
  const mistaken = platformWith([
    ['id: "222222222222"', 'id: "22222222222"'],
    ["forward: { api: 90, legacy: 10 }", "forward: { api: 0, legacy: 0 }"],
    ["fixedResponse: 404", "fixedResponse: 403"],
    ['calls: ["tracking"]', 'calls: ["trackign"]'],
  ]);
  const { status, stdout, stderr } = run(mistaken);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  const [count, ...lines] = stderr.trimEnd().split("\n");
  expect(count).toBe("The declaration has 4 mistakes:");
  expect(lines.map((line) => line.split(": ")[0]?.trim())).toEqual([
    "accounts.orders.id",
    "consumers.depot.callers.sorter.calls[0]",
    "services.documents.routes[0].fixedResponse",
    "services.orders.routes[0].forward",
  ]);
  expect(stderr).not.toMatch(/^\s+at |Error:|node_modules/m);
});

it("a declaration that definePlatform never saw is none", () => {
  const { status, stderr } = run("export default { accounts: {}, services: {} };");
  expect(status).toBe(1);
  expect(stderr).toBe("platform.ts exports no platform: it needs `export default definePlatform({ … })`.\n");
});

it("an import that leads nowhere is one line, without the files of Trellis", () => {
  const { status, stderr } = run(platformWith([['"./declaration"', '"./declartion"']]));
  expect(status).toBe(1);
  expect(stderr).toBe("platform.ts: Cannot find module './declartion'\n");
});

function platformWith(changes: readonly (readonly [right: string, wrong: string])[]): string {
  return changes.reduce(
    (text, [right, wrong]) => {
      expect(text).toContain(right);
      return text.replace(right, wrong);
    },
    readFileSync(join(project, "example.ts"), "utf8"),
  );
}

function run(platform: string) {
  writeFileSync(join(scratch, "platform.ts"), platform);
  return spawnSync(process.execPath, [require.resolve("tsx/cli"), "main.ts"], {
    cwd: scratch,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: join(scratch, "cdktf.out") },
  });
}
