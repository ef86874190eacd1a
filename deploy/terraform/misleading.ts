import { DeployMistake } from "../mistake";

/** The commands that a deploy runs: arguments for others do not matter here. */
const commands = ["version", "init", "plan", "apply", "show", "import", "untaint"];

/** Arguments that change how Terraform works, and not what it works on. */
const harmless = [
  "compact-warnings",
  "get",
  "input",
  "lock-timeout",
  "lockfile",
  "no-color",
  "parallelism",
  "plugin-dir",
  "upgrade",
];

/**
 * Refuses variables that lead Terraform to another state, or to other work, than the declaration says: a workspace, and
 * arguments such as `-target`, `-destroy`, `-lock=false` or `-reconfigure`.
 *
 * @throws DeployMistake with the first of them.
 */
export function refuseMisleading(environment: NodeJS.ProcessEnv): void {
  const { TF_WORKSPACE: workspace = "" } = environment;
  if (workspace !== "" && workspace !== "default") {
    throw new DeployMistake(
      `TF_WORKSPACE is ${workspace}, where Terraform finds none of the states: they are in the workspace default, one per stack. Unset TF_WORKSPACE. Nothing was changed.`,
    );
  }
  for (const name of ["TF_CLI_ARGS", ...commands.map((command) => `TF_CLI_ARGS_${command}`)]) {
    const refused = refusedIn(environment[name] ?? "");
    if (refused === undefined) continue;
    throw new DeployMistake(
      `${name} has ${refused}, with which Terraform may do something else than is shown. Allowed there are ${harmless.map((flag) => `-${flag}`).join(", ")}. Nothing was changed.`,
    );
  }
}

/** The first argument that is not harmless; a word without a dash is the value of the one before it. */
function refusedIn(text: string): string | undefined {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.find((word, index) => {
    const name = flagOf(word);
    if (name !== undefined) return !harmless.includes(name);
    const before = words[index - 1] ?? "";
    return flagOf(before) === undefined || before.includes("=");
  });
}

function flagOf(word: string): string | undefined {
  return /^["']?--?([\w-]+)/.exec(word)?.[1];
}
