import type { Platform } from "../../declaration/schema/platform";
import type { StackLayout } from "../../stacks/layout";
import { parseState, readState, type Where } from "./stored-state";

/**
 * How many resources the state of each stack holds; 0 where there is no state, undefined where it could not be read or is
 * no state (then Terraform is the one to say why).
 */
export async function heldResources(
  platform: Platform,
  layouts: readonly StackLayout[],
  where: Where,
): Promise<ReadonlyMap<string, number | undefined>> {
  const counted = await Promise.all(
    layouts.map(async (layout) => {
      try {
        const text = await readState(platform, layout, where);
        return [layout.id, text === undefined ? 0 : countManaged(text)] as const;
      } catch {
        return [layout.id, undefined] as const;
      }
    }),
  );
  return new Map(counted);
}

function countManaged(text: string): number | undefined {
  return parseState(text)?.resources.filter(({ mode }) => mode === "managed").length;
}
