import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "..", "..");
const blocks = [...readFileSync(join(project, "docs", "functions.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)];

/** Compiles sources as if each were `functions/<n>/handler.ts` of this project. Returns what the compiler says. */
function compile(sources: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "trellis-docs-"));
  try {
    symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
    sources.forEach((source, n) => {
      mkdirSync(join(folder, "functions", `${n}`), { recursive: true });
      writeFileSync(join(folder, "functions", `${n}`, "handler.ts"), source);
    });
    const compilerOptions = {
      rootDirs: [join(project, "functions"), join(folder, "functions")],
      types: ["node"],
      typeRoots: [join(project, "node_modules", "@types")],
    };
    const config = { extends: join(project, "tsconfig.json"), compilerOptions, include: ["functions/**/*.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
    return spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the functions in the documentation compile", () => {
  expect(blocks.length).toBeGreaterThanOrEqual(4);
  expect(compile(blocks.map(([, source = ""]) => source))).toBe("");
});

test("one that is wrong would not", () => {
  const [, source = ""] = blocks[0] ?? [];
  const wrong = source.replace("request.params.id, invoice", "request.params.key, invoice");
  expect(compile([wrong])).toMatch(/handler\.ts\(\d+,\d+\): error TS\d+: Property 'key' does not exist/);
});
