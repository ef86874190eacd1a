import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { logsFolder } from "../logs-folder";

/**
 * The environment of Terraform: nobody is asked, no version is looked up, and providers are kept where `cdktf` keeps them,
 * since otherwise every stack would fetch its own copy of the AWS provider. Whatever workspace was selected in a stack's
 * folder, its state is in `default`, and what belongs to the folder stays in it: of `TF_DATA_DIR` several stacks would share
 * one. What `TF_LOG` asks for goes to a file of its own, since what Terraform prints is read. Variables that may not be set
 * at all: {@link refuseMisleading}.
 */
export function terraformEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_DATA_DIR: _, ...kept } = environment;
  return {
    ...pluginCache(environment),
    ...kept,
    ...fromHere(environment),
    ...logFile(environment),
    TF_WORKSPACE: "default",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  };
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

/** Paths are meant from where the command was started, and Terraform runs in the folders of the stacks. */
function fromHere(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = environment[name];
      return path === undefined || path === "" ? [] : [[name, resolve(path)]];
    }),
  );
}

function logFile(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_LOG, TF_LOG_CORE, TF_LOG_PROVIDER, TF_LOG_PATH } = environment;
  if (!TF_LOG && !TF_LOG_CORE && !TF_LOG_PROVIDER) return {};
  const logs = logsFolder();
  mkdirSync(logs, { recursive: true });
  return { TF_LOG_PATH: TF_LOG_PATH ? resolve(TF_LOG_PATH) : join(logs, "terraform-trace.log") };
}
