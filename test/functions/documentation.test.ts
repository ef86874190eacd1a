import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "..", "..");
const blocks = [...readFileSync(join(project, "docs", "functions.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)];

/** Where a block of the documentation would be: the tests beside the project's own, the functions in folders of their own. */
function files(sources: readonly string[]): Record<string, string> {
  const place = (source: string, n: number) => {
    const tested = /^import \{ handler \} from "..\/..\/..\/functions\/(\w+)\/handler"/.exec(source)?.[1];
    return tested ? `test/functions/${tested}/handler.test.ts` : `functions/${n || "invoices"}/handler.ts`;
  };
  return Object.fromEntries(sources.map((source, n) => [place(source, n), source]));
}

/** Compiles sources as if they were this project's. Returns what the compiler says. */
function compile(sources: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "trellis-docs-"));
  try {
    symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
    for (const [name, source] of Object.entries(files(sources))) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), source);
    }
    const compilerOptions = {
      rootDirs: [project, folder],
      types: ["node", "jest"],
      typeRoots: [join(project, "node_modules", "@types")],
    };
    const config = { extends: join(project, "tsconfig.json"), compilerOptions, include: ["**/*.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
    return spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the functions in the documentation compile, and the test of the first", () => {
  const sources = blocks.map(([, source = ""]) => source);
  expect(Object.keys(files(sources))).toEqual(
    expect.arrayContaining(["functions/invoices/handler.ts", "test/functions/invoices/handler.test.ts"]),
  );
  expect(compile(sources)).toBe("");
});

test("one that is wrong would not", () => {
  const [, source = ""] = blocks[0] ?? [];
  const wrong = source.replace("request.params.id, invoice", "request.params.key, invoice");
  expect(compile([wrong])).toMatch(/handler\.ts\(\d+,\d+\): error TS\d+: Property 'key' does not exist/);
});
