import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { bundleAll } from "../../../modules/function/bundle";
import { Project } from "../../support/project";

const entry = "functions/api/handler.ts";
const sources = {
  [entry]: `import { word } from "./word";
const report = () => require("./report.rare") as typeof import("./report.rare");
const later = () => import("./later.rare");
export const handler = async (name: string) =>
  name ? word + name : report().report(word) + (await later()).later;
`,
  "functions/api/word.ts": 'export const word = "Hello ";',
  "functions/api/report.rare.ts": `import { mark } from "../shared/mark";
const { deep } = require("../shared/deep.rare") as typeof import("../shared/deep.rare");
export const report = (greeting: string) => greeting + "nobody" + mark + deep;`,
  "functions/api/later.rare.ts": 'export const later = " later";',
  "functions/shared/mark.ts": 'export const mark = "?!";',
  "functions/shared/deep.rare.ts": 'export const deep = " deep";',
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
  const task = join(dir, "task");
  mkdirSync(task);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(task, name), content);
  return join(task, "index.js");
}

const print = (script: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));

test("rare files lie beside the code in the zip, whoever names them, and are loaded where they are needed", async () => {
  const { project, bundle } = projectOf(sources);
  const { files, size } = await bundle();
  const names = ["deep.rare.js", "index.js", "later.rare.js", "report.rare.js"];
  expect(Object.keys(files)).toEqual(names);
  expect(size).toBe(Object.values(files).reduce((sum, { byteLength }) => sum + byteLength, 0));
  expect(strFromU8(files["index.js"] as Uint8Array)).not.toMatch(/nobody|\?!| deep| later/);

  const task = unpack(project, files);
  const printed = print(`
    const loaded = () => Object.keys(require.cache).map((file) => require("node:path").basename(file));
    const { handler } = require(${JSON.stringify(task)});
    handler("Ada").then(async (usual) => console.log(JSON.stringify([usual, loaded(), await handler("")])));`);
  expect(printed).toEqual(["Hello Ada", ["index.js"], "Hello nobody?! deep later"]);
});

test("a rare file is one module, whoever imports it, so that instanceof holds; unused, it is left out", async () => {
  const { project, bundle } = projectOf({
    [entry]: `import { Refused, make } from "./api";
export const handler = () => make() instanceof Refused;`,
    "functions/api/api.ts": `export { Refused } from "./errors.rare";
export { unused } from "./unused.rare";
export const make = () => (require("./refuse.rare") as typeof import("./refuse.rare")).refuse();`,
    "functions/api/errors.rare.ts": "export class Refused extends Error {}",
    "functions/api/unused.rare.ts": "export const unused = 1;",
    "functions/api/refuse.rare.ts": `import { Refused } from "./errors.rare";
export const refuse = () => new Refused();`,
  });
  const { files } = await bundle();
  expect(Object.keys(files)).toEqual(["errors.rare.js", "index.js", "refuse.rare.js"]);
  const task = unpack(project, files);
  expect(print(`console.log(require(${JSON.stringify(task)}).handler())`)).toBe(true);
});

test("the source map of each is kept, and a change of what only a rare file imports builds the zip again", async () => {
  const { project, bundle } = projectOf(sources);
  const before = await bundle();
  const map = JSON.parse(readFileSync(join(before.path, "..", "report.rare.js.map"), "utf8"));
  expect(map.sources).toEqual(["functions/api/report.rare.ts"]);
  expect((await bundle()).sha256).toBe(before.sha256);
  project.write("functions/shared/mark.ts", 'export const mark = "!!!";');
  const after = await bundle();
  expect(strFromU8(after.files["report.rare.js"] as Uint8Array)).toContain("!!!");
  expect(after.sha256).not.toBe(before.sha256);
});

test("two rare files of one name, and one that is not there, are mistakes that say where", async () => {
  const twice = projectOf({
    ...sources,
    "functions/shared/mark.ts": 'export const mark = require("./report.rare").mark;',
    "functions/shared/report.rare.ts": "export const mark = 1;",
  });
  await expect(twice.bundle()).rejects.toThrow(
    /^functions\/shared\/mark\.ts:1:28: "\.\/report\.rare" and functions\/api\/report\.rare\.ts would both be report\.rare\.js in the zip; rename one of them$/,
  );
  const missing = projectOf({ ...sources, "functions/api/word.ts": 'export const word = require("./gone.rare");' });
  await expect(missing.bundle()).rejects.toThrow(/^functions\/api\/word\.ts:1:28: Could not resolve "\.\/gone\.rare"$/);
});
