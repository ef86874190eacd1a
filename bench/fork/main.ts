import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { causeOf } from "./causes";
import { differences } from "./differences";
import { pageOf } from "./page";
import { renameImports, renamePackages } from "./rename";

/** Synthesizes the example with cdktf here and with its fork in a scratch copy, and writes what differs to docs/fork.md. */
function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "trellis-fork-"));
  try {
    const copy = copyProject(join(scratch, "project"));
    run(copy, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    run(copy, "npx", "tsc", "--noEmit");
    const ours = synth(process.cwd(), join(scratch, "ours"));
    const theirs = synth(copy, join(scratch, "theirs"));
    const found = differences(ours, theirs);
    writeFileSync(join("docs", "fork.md"), pageOf({ files: countFiles(ours), differences: found }));
    const unknown = found.filter((difference) => causeOf(difference) === undefined);
    for (const { path, ours: left, theirs: right, files } of unknown) {
      console.error(`${files.join(", ")}: ${path}: ${left} here, ${right} with the fork, and no cause is known`);
    }
    console.log(`${found.length} differences, ${unknown.length} of unknown cause; see docs/fork.md`);
    process.exitCode = unknown.length > 0 ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Every file that git knows of, but for the lock file: it locks what is replaced. */
function copyProject(copy: string): string {
  const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    encoding: "utf8",
  });
  const files = tracked.split("\0").filter((file) => file !== "" && file !== "package-lock.json");
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(file, join(copy, file));
    if (/\.[cm]?[jt]s$/.test(file) && !file.startsWith("bench/fork/")) renameImports(join(copy, file));
  }
  renamePackages(copy);
  return copy;
}

function synth(project: string, outdir: string): string {
  const example = 'require("./stacks/app").synthesize(require("./example").default)';
  execFileSync(process.execPath, ["--import", "tsx", "--eval", example], {
    cwd: project,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: "inherit",
  });
  return outdir;
}

function run(cwd: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd, stdio: "inherit" });
}

function countFiles(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

main();
