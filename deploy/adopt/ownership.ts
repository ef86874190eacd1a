import type { Candidate, Proof } from "./kind";
import type { Planned } from "./plan";

const mark = "trellis:stack";

/** The tags that tell what a stack makes; empty for a resource that has no tags, or not these. */
export function ownTags({ after }: Planned): Readonly<Record<string, string>> {
  const own = tagsIn(after).filter(([key]) => key.startsWith("trellis:"));
  return own.some(([key]) => key === mark) ? Object.fromEntries(own) : {};
}

/** Whether a resource that a plan would take in is this stack's. */
export function isOwn(proof: Proof, { proven = false }: Candidate, planned: Planned): boolean {
  switch (proof) {
    case "tags":
      return hasOwnTags(planned) || (proven && !tagsIn(planned.before).some(([key]) => key.startsWith("trellis:")));
    case "part":
      return !planned.actions.includes("delete");
    default:
      return planned.actions.join() === "no-op";
  }
}

function hasOwnTags(planned: Planned): boolean {
  const [wanted, found] = [Object.entries(ownTags(planned)), new Map(tagsIn(planned.before))];
  return wanted.length > 0 && wanted.every(([key, value]) => found.get(key) === value);
}

function tagsIn(values: Planned["after"]): [key: string, value: string][] {
  const { tags_all: tags } = values ?? {};
  if (typeof tags !== "object" || tags === null) return [];
  return Object.entries(tags).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[key, value]] : [],
  );
}
