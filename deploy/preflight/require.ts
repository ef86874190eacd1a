import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { DeployMistake } from "../mistake";
import { type PreflightOptions, preflight } from "./preflight";

/**
 * Stops before anything is changed.
 *
 * @throws DeployMistake with every problem that a preflight finds, each said once.
 */
export async function requirePreflight(
  platform: Platform,
  layouts: readonly StackLayout[],
  options: PreflightOptions,
): Promise<void> {
  const { ok, problems, stacks } = await preflight(platform, layouts, options);
  if (ok) return;
  const said = new Map<string, string[]>(problems.map(({ message }) => [message, []]));
  for (const stack of stacks) {
    for (const { message } of stack.problems) said.set(message, [...(said.get(message) ?? []), stack.stack]);
  }
  const lines = [...said].map(([message, ids]) =>
    ids.length > 0 ? `  ${ids.join(", ")}: ${message}` : `  ${message}`,
  );
  throw new DeployMistake(["Nothing was changed, since the preflight found:", ...lines].join("\n"));
}
