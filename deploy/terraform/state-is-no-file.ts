import type { Found } from "./remedies";

/** How Terraform says that something else is where a local state is expected. */
export const noFile =
  /Error message: (?:open|mkdir) .+: (?:is|not) a directory|function "fileexists" failed: ".+" is (?:a directory, not|not a regular)|Error refreshing state: open .+: (?:is|not) a directory/;

/** Terraform advises to go without the lock, which is never what is needed here. */
export function stateIsNoFile({ stack, text }: Found): string {
  const [, opened, made, existing] =
    /open (.+?): (?:is|not) a directory|mkdir (.+?): not a directory|function "fileexists" failed: "(.+?)"/.exec(
      text,
    ) ?? [];
  const path = opened ?? made ?? existing ?? "the state's path";
  const notThere = /not a directory/.test(text)
    ? "a part of that path is a file, not a folder"
    : "that is a folder, not a file";
  return `The state of ${ownerOf(path) ?? stack} cannot be read at ${path} (seen from the stack's folder): ${notThere}. Nothing was changed. Move it away, put the state back if there was one, and run this again.`;
}

function ownerOf(path: string): string | undefined {
  return /([^/]+)\.tfstate$/.exec(path)?.[1];
}
