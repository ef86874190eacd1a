import { join, resolve } from "node:path";
import { synthesize } from "../../stacks/app";
import { layoutOf, type StackLayout } from "../../stacks/layout";
import { ancestorsOf } from "./longest-path";
import type { Place } from "./place";
import { seconds } from "./run";

/** The command as it is typed, from the start of its process to the end: synth, preflight, init and apply of every stack. */
export function deployAll(project: string): (place: Place) => Promise<number> {
  const loader = require.resolve("tsx");
  const command = [process.execPath, "--import", loader, join(project, "cli", "main.ts")];
  return (place) => seconds([...command, "deploy", "--all", "--auto-approve"], place);
}

/**
 * Plain Terraform, one stack after another, in folders that are synthesized before the clock starts: seconds of each
 * stack's `init` and `apply`. Of a selection, what it reads is applied too.
 */
export async function bare(place: Place, selected?: readonly string[]): Promise<ReadonlyMap<string, number>> {
  await synthesize(place.platform, { outdir: "cdktf.out" });
  const all = layoutOf(place.platform);
  const wanted = selected ? ancestorsOf(all, selected) : new Set(all.map(({ id }) => id));
  const took = new Map<string, number>();
  for (const { id } of all.filter((layout) => wanted.has(layout.id))) took.set(id, await bareStack(place, id));
  return took;
}

async function bareStack(place: Place, id: StackLayout["id"]): Promise<number> {
  const terraform = place.environment.TERRAFORM_BINARY_NAME ?? "terraform";
  const cwd = resolve("cdktf.out", "stacks", id);
  const init = await seconds([terraform, "init", "-input=false"], place, cwd);
  return init + (await seconds([terraform, "apply", "-auto-approve", "-input=false"], place, cwd));
}
