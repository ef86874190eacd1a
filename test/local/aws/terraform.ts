import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { LocalAws } from "../../../local/aws/start";

/** How a run of Terraform ended. */
export interface Outcome {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** A copy of a folder of HCL that can be planned and applied against local AWS. */
export interface Workspace {
  readonly folder: string;
  run(...args: string[]): Promise<Outcome>;
  remove(): void;
}

/** Copies `terraform/<name>`, adds a function's zip, and runs `terraform init`. */
export async function openWorkspace(aws: Pick<LocalAws, "environment">, name: string): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "local-aws-"));
  cpSync(join(__dirname, "terraform", name), folder, { recursive: true });
  writeFileSync(
    join(folder, "function.zip"),
    zipSync({ "index.js": strToU8("exports.handler = async () => ({ statusCode: 200 });") }),
  );
  const run = (...args: string[]) => terraform(folder, aws, args);
  const init = await run("init", "-no-color", "-input=false");
  if (init.exitCode !== 0) {
    throw new Error(`terraform init failed:\n${init.output}`);
  }
  return { folder, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function terraform(cwd: string, aws: Pick<LocalAws, "environment">, args: readonly string[]): Promise<Outcome> {
  const { TF_CLI_CONFIG_FILE: configuration = "", ...inherited } = process.env;
  const env = {
    ...inherited,
    ...aws.environment,
    CHECKPOINT_DISABLE: "1",
    ...(existsSync(configuration) ? { TF_CLI_CONFIG_FILE: configuration } : {}),
  };
  return new Promise((resolve) => {
    execFile("terraform", args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ exitCode, output: stdout + stderr });
    });
  });
}

/** Applies; expects success. Returns what Terraform printed. */
export async function apply(workspace: Workspace, ...args: string[]): Promise<string> {
  return succeed(workspace, "apply", "-auto-approve", ...args);
}

export async function destroy(workspace: Workspace): Promise<string> {
  return succeed(workspace, "destroy", "-auto-approve");
}

async function succeed(workspace: Workspace, ...args: string[]): Promise<string> {
  const { exitCode, output } = await workspace.run(...args, "-no-color", "-input=false");
  if (exitCode !== 0) {
    throw new Error(`terraform ${args.join(" ")} failed:\n${output}`);
  }
  return output;
}

/** The exit code of `plan -detailed-exitcode`: 0 when nothing would change, 2 when something would. */
export async function planExitCode(workspace: Workspace, ...args: string[]): Promise<number> {
  return (await workspace.run("plan", "-detailed-exitcode", "-no-color", "-input=false", ...args)).exitCode;
}
