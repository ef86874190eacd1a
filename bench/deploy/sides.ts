import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Ending } from "../../deploy/outcome";
import { synthesize } from "../../stacks/app";
import { layoutOf } from "../../stacks/layout";
import { ancestorsOf, longestPath } from "./longest-path";
import type { Place } from "./place";
import { run } from "./run";

/** What a side took, in seconds. */
export interface Took {
  readonly seconds: number;
  readonly stacks: ReadonlyMap<string, number>;
}

/**
 * What `trellis deploy --all --auto-approve` does, from the start of its process to the end: synth, preflight, init and
 * apply of every stack. The platform comes from a file, since local AWS gives ids that a declaration would refuse.
 */
export async function deployAll(project: string, place: Place): Promise<Took> {
  const file = join(place.logs, "platform.json");
  writeFileSync(file, JSON.stringify(place.platform));
  const script = join(project, "bench", "deploy", "deploy-all.ts");
  const { seconds, output } = await run([process.execPath, "--import", require.resolve("tsx"), script, file], place);
  const { outcomes }: Ending = JSON.parse(output.trim().split("\n").at(-1) ?? "");
  return {
    seconds,
    stacks: new Map(outcomes.map((outcome) => [outcome.stack, "seconds" in outcome ? outcome.seconds : 0])),
  };
}

/**
 * Plain Terraform on the longest path, one stack after another, in folders that are synthesized before the clock starts.
 * What the path reads besides is applied when its turn comes, and does not count.
 */
export async function bareLongestPath(place: Place, weights: ReadonlyMap<string, number>): Promise<Took> {
  await synthesize(place.platform, { outdir: "cdktf.out" });
  const layouts = layoutOf(place.platform);
  const path = longestPath(layouts, weights);
  const needed = ancestorsOf(layouts, path);
  const stacks = new Map<string, number>();
  for (const { id } of layouts.filter((layout) => needed.has(layout.id))) {
    const seconds = await initAndApply(place, id);
    if (path.includes(id)) stacks.set(id, seconds);
  }
  return { seconds: [...stacks.values()].reduce((sum, each) => sum + each, 0), stacks };
}

async function initAndApply(place: Place, id: string): Promise<number> {
  const terraform = place.environment.TERRAFORM_BINARY_NAME ?? "terraform";
  const cwd = resolve("cdktf.out", "stacks", id);
  const init = await run([terraform, "init", "-input=false"], place, cwd);
  const apply = await run([terraform, "apply", "-auto-approve", "-input=false"], place, cwd);
  return init.seconds + apply.seconds;
}
