import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { strFromU8, unzipSync } from "fflate";
import { type Bundle, BundleError, bundleAll } from "../../../modules/function/bundle";
import { Project } from "../../support/project";
import { runNode } from "../../support/run-node";

const entry = "functions/api/handler.ts";
const sources = {
  [entry]: 'import { greet } from "./greet";\nexport const handler = (name: string) => greet(name);\n',
  "functions/api/greet.ts":
    'import { word } from "../shared/word";\nexport const greet = (name: string) => [word, name].join(", ");\n',
  "functions/shared/word.ts": 'export const word = "Grüß dich";\n',
};

const projects: Project[] = [];
function newProject(files: Readonly<Record<string, string>> = sources): Project {
  const project = new Project(files);
  projects.push(project);
  return project;
}
afterAll(() => {
  for (const project of projects) project.remove();
});

const optionsOf = ({ dir }: Project) => ({ projectDir: dir, cacheDir: join(dir, ".trellis", "bundles") });

async function bundleOf(project: Project, file = entry): Promise<Bundle> {
  const bundle = (await bundleAll([file], optionsOf(project))).get(file);
  if (!bundle) throw new Error("no bundle");
  return bundle;
}

/** The zip is always replaced by another file, so the same inode is the same build. */
const buildOf = ({ path }: Bundle) => statSync(path).ino;

function load({ path }: Bundle): (name: string) => string {
  const code = unzipSync(readFileSync(path))["index.js"];
  const module = { exports: { handler: (_: string): string => "not loaded" } };
  runInContext(strFromU8(code ?? new Uint8Array()), createContext({ module, exports: module.exports }));
  return module.exports.handler;
}

describe("a bundle", () => {
  test("is a zip with code that runs", async () => {
    const bundle = await bundleOf(newProject());
    expect(load(bundle)("Ada")).toBe("Grüß dich, Ada");
    const zip = readFileSync(bundle.path);
    expect(bundle.sha256).toBe(createHash("sha256").update(zip).digest("base64"));
    expect(bundle.size).toBe(unzipSync(zip)["index.js"]?.byteLength);
  });

  test("exports the handler alone, as a property that layers can wrap, and runs in strict mode", async () => {
    const late = `export let handler = (name: string) => "early";
export const other = 1;
handler = function (this: unknown, name: string) { return \`\${this === undefined} \${name}\`; };`;
    const bundle = await bundleOf(newProject({ [entry]: late }));
    expect(load(bundle)("Ada")).toBe("true Ada");
    const code = strFromU8(unzipSync(readFileSync(bundle.path))["index.js"] ?? new Uint8Array());
    expect(code).not.toMatch(/other|__esModule/);
    const common = await bundleOf(
      newProject({ "functions/api/c.js": "exports.handler = (name) => 'Hi ' + name;" }),
      "functions/api/c.js",
    );
    expect(load(common)("Ada")).toBe("Hi Ada");
  });

  test("is the same bytes in another folder, another time zone and with other times of its files", async () => {
    const [here, west, east] = [newProject(), newProject(), newProject()];
    utimesSync(join(west.dir, entry), new Date("2001-01-01"), new Date("2001-01-01"));
    const script = resolve("test/support/print-bundle.ts");
    const [local, ...others] = await Promise.all([
      bundleOf(here).then(({ sha256 }) => sha256),
      runNode(script, [entry], { cwd: west.dir, timeZone: "America/Adak" }),
      runNode(script, [entry], { cwd: east.dir, timeZone: "Pacific/Kiritimati" }),
    ]);
    expect(others).toEqual([local, local]);
  }, 30_000);

  test("is made once for an entry that is named twice", async () => {
    const bundles = await bundleAll([entry, entry], optionsOf(newProject()));
    expect([...bundles.keys()]).toEqual([entry]);
  });

  test("keeps its source map beside the zip, without a path of this machine", async () => {
    const project = newProject();
    const map = readFileSync(join((await bundleOf(project)).path, "..", "index.js.map"), "utf8");
    expect(JSON.parse(map).sources).toContain("functions/shared/word.ts");
    expect(map).not.toContain(project.dir);
  });
});

describe("a bundle is built again", () => {
  test("not while nothing changes, nor when files are only touched", async () => {
    const project = newProject();
    const first = await bundleOf(project);
    const build = buildOf(first);
    utimesSync(join(project.dir, entry), new Date(), new Date());
    const again = await bundleOf(project);
    expect(again).toEqual(first);
    expect(buildOf(again)).toBe(build);
  });

  test.each([
    ["the entry", entry, "export const handler = () => 'new';"],
    ["what an import imports", "functions/shared/word.ts", "export const word = 'new';"],
    ["the project's tsconfig.json", "tsconfig.json", "{}"],
    ["a tsconfig.json beside the sources", "functions/api/tsconfig.json", '{ "compilerOptions": {} }'],
    ["a package.json above the sources", "functions/package.json", '{ "sideEffects": false }'],
  ])("when %s changes", async (_, file, content) => {
    const project = newProject();
    const build = buildOf(await bundleOf(project));
    project.write(file, content);
    const bundle = await bundleOf(project);
    expect(buildOf(bundle)).not.toBe(build);
    expect(bundle.sha256).toBe(createHash("sha256").update(readFileSync(bundle.path)).digest("base64"));
  });

  test.each([
    ["is not what it was", (path: string) => writeFileSync(path, "tampered")],
    ["was cut off", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
    ["is gone", (path: string) => rmSync(path)],
    ["has lost its record", (path: string) => rmSync(join(path, "..", "record.json"))],
    ["has lost its source map", (path: string) => rmSync(join(path, "..", "index.js.map"))],
    ["has half a record", (path: string) => writeFileSync(join(path, "..", "record.json"), '{"fingerprint":')],
  ])("when the zip %s", async (_, damage) => {
    const project = newProject();
    const { path, sha256 } = await bundleOf(project);
    damage(path);
    expect((await bundleOf(project)).sha256).toBe(sha256);
    expect(createHash("sha256").update(readFileSync(path)).digest("base64")).toBe(sha256);
    expect(readdirSync(join(path, ".."))).toContain("index.js.map");
  });

  test("not by a synth that fails: the last good one stays until there is a better one", async () => {
    const project = newProject();
    const { path, sha256 } = await bundleOf(project);
    project.write("functions/shared/word.ts", "export const word = ;");
    await expect(bundleOf(project)).rejects.toThrow(BundleError);
    expect(createHash("sha256").update(readFileSync(path)).digest("base64")).toBe(sha256);
  });

  test("by several synths at once without one of them seeing half a file, and nothing is left over", async () => {
    const project = newProject();
    const bundles = await Promise.all(Array.from({ length: 8 }, () => bundleOf(project)));
    expect(new Set(bundles.map(({ sha256 }) => sha256)).size).toBe(1);
    const [bundle] = bundles;
    expect(readdirSync(join(bundle?.path ?? "", "..")).sort()).toEqual(["index.js.map", "index.zip", "record.json"]);
  });
});

describe("what cannot be bundled", () => {
  const error = (files: Readonly<Record<string, string>>) =>
    bundleAll(
      Object.keys(files),
      optionsOf(newProject({ ...files, "functions/word.ts": "export const word = 1;" })),
    ).then(
      () => "no error",
      (thrown: unknown) => (thrown instanceof BundleError ? thrown.message : thrown),
    );

  test("an entry without a handler says what to add", async () => {
    await expect(error({ "functions/a.ts": "export const handle = () => 1;" })).resolves.toBe(
      "functions/a.ts: exports no `handler`; add `export const handler = …`",
    );
  });

  test("a handler that is no function says what Lambda needs", async () => {
    await expect(error({ "functions/a.ts": "export const handler = 1;" })).resolves.toBe(
      "functions/a.ts: exports a `handler` that is no function; Lambda calls it: `export const handler = async (event) => …`",
    );
  });

  test("every entry's errors come at once, with file, line and column", async () => {
    const message = await error({
      "functions/a.ts": "export const handler = ;",
      "functions/b.ts": 'import { other } from "./word";\nimport "./missing";\nexport const handler = () => other;',
      "functions/c.ts": "export const other = 1;",
      "functions/d.ts": "export const handler = () => 1;",
    });
    expect(String(message).split("\n")).toEqual([
      'functions/a.ts:1:23: Unexpected ";"',
      'functions/b.ts:2:7: Could not resolve "./missing"',
      "functions/c.ts: exports no `handler`; add `export const handler = …`",
    ]);
  });

  test("an import that the other file does not export", async () => {
    await expect(
      error({ "functions/a.mjs": 'import { other } from "./word.ts";\nexport const handler = () => other;' }),
    ).resolves.toBe('functions/a.mjs:1:9: No matching export in "functions/word.ts" for import "other"');
  });

  test("a place for bundles that is taken is no mistake in the code: the system's own error, once", async () => {
    const project = newProject({ ...sources, taken: "" });
    const options = { projectDir: project.dir, cacheDir: join(project.dir, "taken", "bundles") };
    const failed = bundleAll([entry, "functions/api/greet.ts"], options);
    await expect(failed).rejects.toMatchObject({ code: "ENOTDIR", syscall: "mkdir" });
  });

  test("a source that asks where it is; a package may, which looks before it does", async () => {
    const asks = "export const where = () => new URL('x.txt', import.meta.url);";
    const entries = { "functions/a.ts": `${asks}\nexport const handler = where;` };
    await expect(error(entries)).resolves.toBe(
      "functions/a.ts:1:44: `import.meta` is empty in a function, which is CommonJS; import what it leads to, as a module or as JSON",
    );
    const project = newProject({
      "node_modules/asks/index.mjs": asks,
      "node_modules/asks/package.json": '{ "main": "index.mjs" }',
      [entry]: 'import { where } from "asks";\nexport const handler = where;',
    });
    await expect(bundleOf(project)).resolves.toMatchObject({ entry });
  });

  test("an entry that is not there", async () => {
    const missing = bundleAll(["functions/none.ts"], optionsOf(newProject({})));
    await expect(missing).rejects.toThrow(/^Could not resolve "functions\/none\.ts"$/);
  });
});
