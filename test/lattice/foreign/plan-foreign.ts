import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAwsAnswers } from "../../support/aws-answers";
import { terraform } from "../../support/terraform";

/** The estates in plain HCL beside this file. */
export const FOREIGN = ["bakery", "library", "harbour"] as const;

/** The folder of one of them. */
export function foreignFolder(name: string): string {
  return join(__dirname, name);
}

/** Plans an estate with the real provider, and gives the plan as Terraform writes it as JSON. */
export async function planForeign(name: string, account: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), `trellis-${name}-`));
  const aws = await startAwsAnswers();
  const environment = {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: `ASIA${account}`,
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const run = async (...args: readonly string[]) => {
    const { code, output } = await terraform(folder, args, environment);
    if (code !== 0) throw new Error(`terraform ${args.join(" ")}: ${output}`);
    return output;
  };
  try {
    cpSync(foreignFolder(name), folder, { recursive: true });
    await run("init", "-no-color");
    await run("plan", "-no-color", "-out=saved");
    return steady(JSON.parse(await run("show", "-json", "saved")));
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without what differs from run to run: Terraform lists relevant attributes in no order. */
function steady(plan: Record<string, unknown>): unknown {
  const { timestamp, terraform_version, relevant_attributes, ...rest } = plan;
  return rest;
}
