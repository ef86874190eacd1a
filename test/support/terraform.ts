import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMoto } from "../../local/aws/moto/server";

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Terraform or OpenTofu, as the user has it: `TERRAFORM_BINARY_NAME` is the variable that cdktf reads. */
const binary = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

/** Runs Terraform in a folder, with the environment's own configuration of where providers come from. */
export function terraform(
  folder: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...args], { cwd: folder, env: { ...process.env, ...quiet, ...environment } });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

const quiet = { TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", TF_INPUT: "0" };

/** Why Terraform with the AWS provider cannot be run here; undefined if it can. */
export function missingTerraform(): string | undefined {
  const version = spawnSync(binary, ["version"], { encoding: "utf8" });
  if (version.error || version.status !== 0)
    return `${binary} is not installed: https://developer.hashicorp.com/terraform/install`;
  const folder = mkdtempSync(join(tmpdir(), "trellis-provider-"));
  try {
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
      }),
    );
    const init = spawnSync(binary, ["init", "-no-color"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...quiet },
    });
    return init.status === 0
      ? undefined
      : `${binary} finds no hashicorp/aws provider >= 5.100.0, < 7.0.0 (no registry and no mirror):\n${init.stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `describe` where Terraform is there; else says what is missing and skips, or fails where `CI=true`. */
export function describeWithTerraform(name: string, tests: () => void): void {
  describeWithout(missingTerraform(), name, tests);
}

/** The same where only moto is needed. */
export function describeWithMoto(name: string, tests: () => void): void {
  describeWithout(missingMoto(), name, tests);
}

/** The same where Terraform and moto are needed: what is deployed to local AWS. */
export function describeOnLocalAws(name: string, tests: () => void): void {
  describeWithout(missingMoto() ?? missingTerraform(), name, tests);
}

function missingMoto(): string | undefined {
  return findMoto() === undefined
    ? 'moto_server is not on the PATH. Install it with: pip install "moto[server]"'
    : undefined;
}

function describeWithout(missing: string | undefined, name: string, tests: () => void): void {
  if (missing === undefined) {
    describe(name, tests);
  } else if (process.env.CI === "true") {
    test(`${name}: what it needs is there`, () => {
      throw new Error(missing);
    });
  } else {
    console.warn(`Skipped: ${name}. ${missing}`);
    describe.skip(name, tests);
  }
}
