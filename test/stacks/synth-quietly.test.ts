import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const script = `
  const { synthQuietly } = require(${JSON.stringify(resolve("stacks", "synth-quietly.ts"))});
  const warn = (text) => process.emitWarning(text, "DeprecationWarning");
  warn("before");
  synthQuietly({ synth: () => warn("within") });
  try {
    synthQuietly({ synth: () => { throw new Error("planned"); } });
  } catch ({ message }) {
    warn("after what was " + message);
  }`;

test("what Node says of the engine while it synthesizes is not shown; what it says otherwise is", async () => {
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const options = { env: { PATH: process.env.PATH } };
  const { stderr } = await promisify(execFile)(process.execPath, ["--import", loader, "-e", script], options);
  expect(stderr).toMatch(/DeprecationWarning: before\n[\s\S]*DeprecationWarning: after what was planned\n/);
  expect(stderr).not.toContain("within");
});
