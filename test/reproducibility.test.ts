import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { definePlatformFrom } from "../declaration";
import platform from "../example";
import { synthesize } from "../stacks/app";
import { crowdedEstate } from "./support/crowded-estate";
import { reordered, reverse, shuffle } from "./support/reorder";
import { runNode } from "./support/run-node";
import { synthPlatform } from "./support/synth-platform";

/** What a synth reads. */
const sources = [
  "declaration",
  "functions",
  "modules",
  "policies",
  "lattice",
  "stacks",
  "package.json",
  "tsconfig.json",
  "example.ts",
];

const orders = [
  ["backwards", reverse],
  ["by chance", shuffle(1)],
  ["by another chance", shuffle(2)],
] as const;

const dir = realpathSync(mkdtempSync(join(tmpdir(), "trellis-reproducible-")));
afterAll(() => rmSync(dir, { recursive: true }));

function filesOf(outdir: string): string[] {
  return readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outdir, join(entry.parentPath, entry.name)))
    .sort();
}

/** Every file of a synthesized folder with the hash of its bytes. */
function bytesOf(outdir: string): Readonly<Record<string, string>> {
  const hash = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(outdir, file)))
      .digest("hex");
  return Object.fromEntries(filesOf(outdir).map((file) => [file, hash(file)]));
}

/** The example estate, synthesized by a process of its own in a copy of the project. */
async function synthesizeCopy(name: string, timeZone: string): Promise<string> {
  const copy = join(dir, name, "project");
  for (const source of sources) cpSync(resolve(source), join(copy, source), { recursive: true });
  symlinkSync(realpathSync("node_modules"), join(copy, "node_modules"));
  cpSync(resolve("test/support/synthesize-platform.ts"), join(copy, "synthesize-platform.ts"));
  await runNode(join(copy, "synthesize-platform.ts"), [], { cwd: copy, timeZone });
  return join(copy, "cdktf.out");
}

describe("the synthesized example estate", () => {
  const here = join(dir, "here");
  beforeAll(() => synthesize(platform, { outdir: here }));

  test("is there: a stack's Terraform and code, and the manifest", () => {
    const files = filesOf(here);
    expect(files).toContain("manifest.json");
    expect(files).toContain(join("stacks", "producer-orders", "cdk.tf.json"));
    expect(files.some((file) => file.endsWith("index.zip"))).toBe(true);
  });

  test("is the same bytes in another folder and time zone", async () => {
    const copy = await synthesizeCopy("a longer name", "Pacific/Kiritimati");
    expect(bytesOf(copy)).toEqual(bytesOf(here));
  }, 60_000);

  test.each(orders)("is the same bytes for a declaration written in another order: %s", async (name, reorder) => {
    const outdir = join(dir, name);
    const declared = exampleAsDeclared();
    const other = reordered(declared, reorder);
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(declared));
    await synthesize(definePlatformFrom(other), { outdir });
    expect(bytesOf(outdir)).toEqual(bytesOf(here));
  });

  test("holds no path of the machine that wrote it", () => {
    const paths = [process.cwd(), realpathSync("node_modules"), dir, tmpdir(), homedir()].filter(
      (path) => path !== "/",
    );
    for (const file of filesOf(here)) {
      const content = readFileSync(join(here, file), "latin1");
      for (const path of paths) expect([file, path, content.includes(path)]).toEqual([file, path, false]);
    }
  });

  test("holds no time", () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const file of filesOf(here)) expect(readFileSync(join(here, file), "latin1")).not.toContain(today);
  });
});

describe("an estate with two of everything", () => {
  const written = (declaration: unknown) => {
    const { layouts, stack } = synthPlatform(declaration);
    return layouts.map(({ id }) => [id, JSON.stringify(stack(id).json)]);
  };
  const inOrder = written(crowdedEstate);

  test.each(orders)("is the same for a declaration written in another order: %s", (_, reorder) => {
    expect(written(reordered(crowdedEstate, reorder))).toEqual(inOrder);
  });
});

/** The example estate before `definePlatform` has read it. */
function exampleAsDeclared(): unknown {
  let declared: unknown;
  jest.isolateModules(() => {
    jest.doMock("../declaration", () => ({
      ...jest.requireActual<object>("../declaration"),
      definePlatform: (declaration: unknown) => declaration,
    }));
    declared = require("../example").default;
  });
  jest.dontMock("../declaration");
  return declared;
}
