import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

/** The compiler's own command: TypeScript 7 has no interface to call. */
const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

it("refuses what the type tests say it refuses, and nothing else", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "--project", __dirname], { encoding: "utf8" });
  expect(stdout + stderr).toBe("");
  expect(status).toBe(0);
});
