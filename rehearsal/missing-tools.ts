import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeployMistake } from "../deploy/mistake";
import { terraformEnvironment } from "../deploy/terraform/environment";
import { findTerraform } from "../deploy/terraform/tool";
import { findMoto } from "../local/aws/moto/server";

/** What a rehearsal needs and is not here: a sentence each. */
export async function missingTools(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const moto =
    findMoto() === undefined ? [`moto_server is not on the PATH. Install it with: pip install "moto[server]".`] : [];
  return [...(await missingTerraform(environment)), ...moto];
}

async function missingTerraform(environment: NodeJS.ProcessEnv): Promise<string[]> {
  try {
    const { command } = await findTerraform(environment);
    return await missingProvider(command, environment);
  } catch (error) {
    if (error instanceof DeployMistake) return [error.message];
    throw error;
  }
}

async function missingProvider(command: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "trellis-provider-"));
  const version = ">= 5.100.0, < 7.0.0";
  const wanted = { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } };
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(wanted));
    const code = await init(command, folder, terraformEnvironment(environment));
    return code === 0
      ? []
      : [`${command} finds no hashicorp/aws provider ${version}: neither registry nor mirror has it.`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function init(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ["init", "-no-color"], { cwd, env, stdio: "ignore" });
    child.once("error", reject);
    child.once("close", resolve);
  });
}
