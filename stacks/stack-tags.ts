import type { Platform } from "../declaration/schema/platform";
import { platformTag } from "../policies/documents/deploy-rights/conditions";

/** What everything that a stack makes is tagged with: deploy rights go by the platform's tag, so it is the one they name. */
export function stackTags({ tags, name }: Pick<Platform, "tags" | "name">, stackId: string): Record<string, string> {
  return { ...tags, [platformTag]: name, "trellis:stack": stackId };
}
