import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The environment of Terraform: nobody is asked, no version is looked up, and providers are kept where `cdktf` keeps them,
 * since otherwise every stack would fetch its own copy of the AWS provider.
 */
export function terraformEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...pluginCache(environment), ...environment, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
}

function pluginCache(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ownProviders = /-plugin-dir/.test(`${environment.TF_CLI_ARGS_init ?? ""} ${environment.TF_CLI_ARGS ?? ""}`);
  if (ownProviders || environment.TF_PLUGIN_CACHE_DIR !== undefined || environment.CDKTF_DISABLE_PLUGIN_CACHE_ENV) {
    return {};
  }
  const folder = join(homedir(), ".terraform.d", "plugin-cache");
  mkdirSync(folder, { recursive: true });
  // A stack that was never initialized has no checksums yet, and would not use the cache at all.
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true" };
}
