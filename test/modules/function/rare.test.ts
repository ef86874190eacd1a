import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { buildFiles } from "../../../modules/function/build";
import { bundleAll } from "../../../modules/function/bundle";
import { exporting } from "../../../modules/function/exporting";
import { Project } from "../../support/project";

const entry = "functions/api/handler.ts";
const sources = {
  [entry]: `import { told } from "../runtime/told";
import { own } from "./own.rare";
export const handler = (name: string) => (name ? own + name : told());`,
  "functions/api/own.rare.ts": 'export const own = "Hello ";',
  "functions/runtime/told.ts": `const loadReport = () => require("./report.rare") as typeof import("./report.rare");
export const told = () => loadReport().report("you");`,
  "functions/runtime/report.rare.ts": `import { mark } from "./mark";
const { deep } = require("./inner/deep.rare") as typeof import("./inner/deep.rare");
export const report = (who: string) => who + mark() + deep;`,
  "functions/runtime/mark.ts": "export const mark = () => process.argv.length + '?!';",
  "functions/runtime/inner/deep.rare.ts": 'export const deep = " deep";',
};

const projects: Project[] = [];
afterAll(() => {
  for (const project of projects) project.remove();
});

function projectOf(files: Readonly<Record<string, string>>) {
  const project = new Project(files);
  projects.push(project);
  const bundle = async () => {
    const bundles = await bundleAll([entry], { projectDir: project.dir, cacheDir: join(project.dir, ".bundles") });
    const { path, size, sha256 } = bundles.get(entry) ?? { path: "", size: 0, sha256: "" };
    return { path, size, sha256, files: unzipSync(readFileSync(path)) };
  };
  return { project, bundle };
}

/** Where Lambda would load the handler from. */
function unpack({ dir }: Project, files: Readonly<Record<string, Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  return JSON.stringify(join(dir, "index.js"));
}

const print = (script: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));

test("the runtime's rare modules lie beside the code in the zip and are loaded where they are needed", async () => {
  const { project, bundle } = projectOf(sources);
  const { files, size } = await bundle();
  expect(Object.keys(files)).toEqual(["deep.rare.js", "index.js", "report.rare.js"]);
  expect(size).toBe(Object.values(files).reduce((sum, { byteLength }) => sum + byteLength, 0));
  expect(strFromU8(files["index.js"] as Uint8Array)).not.toMatch(/\?!| deep/);
  const printed = print(`
    const { handler } = require(${unpack(project, files)});
    const usual = [handler("Ada"), Object.keys(require.cache).length];
    console.log(JSON.stringify([...usual, handler(""), Object.keys(require.cache).length]));`);
  expect(printed).toEqual(["Hello Ada", 1, "you1?! deep", 3]);
});

test("each has its source map, and a change of what only a rare module imports builds the zip again", async () => {
  const { project, bundle } = projectOf(sources);
  const before = await bundle();
  const folder = dirname(before.path);
  const map = JSON.parse(readFileSync(join(folder, "report.rare.js.map"), "utf8"));
  expect(map.sources.sort()).toEqual(["functions/runtime/mark.ts", "functions/runtime/report.rare.ts"]);
  expect((await bundle()).sha256).toBe(before.sha256);
  project.write("functions/runtime/mark.ts", "export const mark = () => '!!!';");
  const after = await bundle();
  expect(strFromU8(after.files["report.rare.js"] as Uint8Array)).toContain("!!!");
  project.write("functions/runtime/told.ts", "export const told = () => 'nothing';");
  expect(Object.keys((await bundle()).files)).toEqual(["index.js"]);
  expect(readdirSync(folder).sort()).toEqual(["index.js.map", "index.zip", "record.json"]);
});

test("one that is not there is a mistake that says where", async () => {
  const { bundle } = projectOf({
    ...sources,
    "functions/runtime/told.ts": 'export const told = require("./gone.rare");',
  });
  await expect(bundle()).rejects.toThrow(/^functions\/runtime\/told\.ts:1:28: Could not resolve "\.\/gone\.rare"$/);
});

test("two of one name are refused", async () => {
  const { bundle } = projectOf({
    ...sources,
    "functions/runtime/mark.ts": 'export const mark = require("./inner/report.rare").mark;',
    "functions/runtime/inner/report.rare.ts": "export const mark = 1;",
  });
  await expect(bundle()).rejects.toThrow(
    'functions/runtime/mark.ts:1:28: "./inner/report.rare": another module is report.rare.js already; rename one',
  );
});

describe("the client's rare modules", () => {
  const client = resolve("functions/runtime/client");
  const calls = {
    [entry]: `import { ConnectionError, latticeClient, LatticeError } from ${JSON.stringify(client)};
const orders = latticeClient("orders", { url: "http://127.0.0.1:1", region: "us-east-1", timeout: 60_000 });
export const handler = () => orders.post("/orders").catch((error: LatticeError) => ({
  ofKinds: [error instanceof LatticeError, error instanceof ConnectionError, error.name],
  attempts: error.call.attempts,
  cause: (error.cause as NodeJS.ErrnoException).code,
}));`,
  };
  const ask = (index: string) =>
    print(`
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s" });
      require(${index}).handler().then((told) => console.log(JSON.stringify(told)));`);

  test("share no module with the rest, of which they would have a copy", async () => {
    const { maps } = await buildFiles(exporting("functions/orders/handler.ts", "handler", resolve(".")));
    const files = Object.values(maps).flatMap((map) => JSON.parse(strFromU8(map)).sources as string[]);
    expect(Object.keys(maps).sort()).toEqual([
      "container-credentials.rare.js.map",
      "index.js.map",
      "recover.rare.js.map",
    ]);
    expect(files.filter((file, at) => files.indexOf(file) !== at)).toEqual([]);
  });

  test("throw the classes that a function imports", async () => {
    const { project, bundle } = projectOf(calls);
    const index = unpack(project, (await bundle()).files);
    // Nothing was sent, so even a POST was tried again.
    const ofKinds = [true, true, "ConnectionError"];
    expect(ask(index)).toEqual({ ofKinds, attempts: 3, cause: "ECONNREFUSED" });
  });

  test("leave an error that says so where they cannot be read", async () => {
    const { project, bundle } = projectOf(calls);
    const index = unpack(project, (await bundle()).files);
    rmSync(join(project.dir, "recover.rare.js"));
    const ofKinds = [true, false, "LatticeError"];
    expect(ask(index)).toEqual({ ofKinds, attempts: 1, cause: "MODULE_NOT_FOUND" });
  });
});
