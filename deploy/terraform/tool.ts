import { execFile } from "node:child_process";
import { resolve, sep } from "node:path";
import { promisify } from "node:util";
import { DeployMistake } from "../mistake";
import { refuseMisleading } from "./misleading";
import { oneLine } from "./plainly";

/** Terraform or OpenTofu. */
export interface TerraformTool {
  /** A name on the PATH, or an absolute path: Terraform runs in the folders of the stacks. */
  readonly command: string;
  readonly version: string;
}

const oldest = [1, 10] as const;
const neededFor = "the state's own lock in S3 (use_lockfile)";

/**
 * Finds Terraform, or the command that `TERRAFORM_BINARY_NAME` names (cdktf's own variable; `tofu` for OpenTofu). A path is
 * taken from the current folder; empty, the variable counts as unset.
 *
 * @throws DeployMistake if it is absent or older than 1.10, or if a variable would lead Terraform elsewhere.
 */
export async function findTerraform(environment: NodeJS.ProcessEnv): Promise<TerraformTool> {
  refuseMisleading(environment);
  const command = commandIn(environment);
  const version = await versionOf(command, environment);
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new DeployMistake(
      `${command} is version ${version}; ${oldest.join(".")} or later is needed for ${neededFor}. ${advice}`,
    );
  }
  return { command, version };
}

function commandIn({ TERRAFORM_BINARY_NAME: named = "" }: NodeJS.ProcessEnv): string {
  if (named.trim() === "") return "terraform";
  return named.includes("/") || named.includes(sep) ? resolve(named) : named;
}

const advice =
  "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install, then set TERRAFORM_BINARY_NAME=tofu).";

async function versionOf(command: string, environment: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, ["version"], {
      env: { ...environment, CHECKPOINT_DISABLE: "1" },
    });
    const [, version] = /^(?:Terraform|OpenTofu) v(\d+\.\d+\.\d+)/m.exec(stdout) ?? [];
    if (version !== undefined) return version;
  } catch (error) {
    if (!isMissing(error)) throw new DeployMistake(`${command} version ${howItFailed(error)}. ${advice}`);
    throw new DeployMistake(`${command} is not installed. ${advice}`);
  }
  throw new DeployMistake(`${command} is neither Terraform nor OpenTofu: it prints no version of them. ${advice}`);
}

/** In one line, whatever it printed. */
function howItFailed(error: unknown): string {
  const { code, stderr = "" }: { code?: unknown; stderr?: unknown } =
    typeof error === "object" && error !== null ? error : {};
  const said = oneLine(String(stderr)).replace(/\.$/, "");
  if (typeof code === "number") return `ended with exit code ${code}${said === "" ? "" : `: ${said}`}`;
  return `failed: ${oneLine(String(error))}`;
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "EACCES")
  );
}
