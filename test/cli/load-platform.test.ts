import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const main = resolve("cli", "main.ts");
const declaration = JSON.stringify(resolve("declaration"));
const declared = `import { definePlatform, localState } from ${declaration};
export default definePlatform({ name: "tiny", region: "eu-central-1", state: localState(), accounts: { hub: { id: "100000000001" } },
  networks: { private: { account: "hub", accessLogs: false } }, services: {}, consumers: {} });`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-load-platform-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function synth(...flags: string[]) {
  return spawnSync(process.execPath, ["--import", require.resolve("tsx"), main, "synth", ...flags], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

test("what platform.ts prints does not get into the JSON for machines", () => {
  const prints = 'console.log("read");\nconsole.dir("twice");\nprocess.stdout.write("thrice\\n");';
  writeFileSync(join(folder, "platform.ts"), `${declared}\n${prints}`);
  const { status, stdout, stderr } = synth("--json");
  expect(stderr).toBe("read\n'twice'\nthrice\n");
  expect(JSON.parse(stdout)).toMatchObject({ name: "tiny", stacks: [{ id: "network-private" }] });
  expect(status).toBe(0);
});

test("a folder named platform.ts is no platform", () => {
  mkdirSync(join(folder, "platform.ts"));
  const { status, stderr } = synth();
  expect(stderr).toMatch(/^There is no platform\.ts in \S+: run this in the folder of the platform\.\n$/);
  expect(status).toBe(1);
});

test("a platform.ts that exports itself is one line, not a stack", () => {
  writeFileSync(join(folder, "platform.ts"), 'export { default } from "./platform";');
  const { status, stderr } = synth();
  expect(stderr).toMatch(/^platform\.ts\S*: Maximum call stack size exceeded\n$/);
  expect(status).toBe(1);
});
