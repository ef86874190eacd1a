import { closest } from "fastest-levenshtein";
import { GLOBAL_KEYS } from "./global";
import { LATTICE_KEYS } from "./lattice";
import { serviceKeys } from "./service";
import type { ConditionKey } from "./types";

const BUILT_IN: ReadonlyMap<string, ConditionKey> = new Map(
  [...LATTICE_KEYS, ...GLOBAL_KEYS].map((key) => [key.name.toLowerCase(), key]),
);

/** A condition key as a policy names it. */
export interface NamedKey extends ConditionKey {
  /** The name under which a request holds it: names of condition keys are not case-sensitive. */
  readonly lookup: string;
  /** The name in its documented spelling, with the user's own part after `/` left as it is. */
  readonly spelling: string;
}

/** Finds a condition key by name, in any case; undefined when AWS documents no such key. */
export function findKey(name: string): NamedKey | undefined {
  const lookup = name.toLowerCase();
  const family = lookup.slice(0, lookup.indexOf("/") + 1);
  const known = keysBeside(lookup);
  const exact = known.get(lookup);
  if (exact && !exact.named) return { ...exact, lookup, spelling: exact.name };
  const named = family !== "" && family !== lookup ? known.get(family) : undefined;
  if (named) return { ...named, lookup, spelling: named.name + name.slice(family.length) };
  return findByVariable(known, name);
}

/** Other services have families whose variable is not behind a slash, such as `codebuild:secondarySources/${x}.type`. */
function findByVariable(known: ReadonlyMap<string, ConditionKey>, name: string): NamedKey | undefined {
  const lookup = name.toLowerCase();
  if (isBuiltIn(lookup)) return undefined;
  for (const [prefix, key] of known) {
    if (key.named && lookup.length > prefix.length && lookup.startsWith(prefix))
      return { ...key, lookup, spelling: name };
  }
  return undefined;
}

/** The documented key that a mistyped one most likely means. */
export function nearestKey(name: string): string {
  const known = [...keysBeside(name.toLowerCase()).values(), ...BUILT_IN.values()];
  const spelled = closest(
    name.toLowerCase(),
    known.map((key) => key.name.toLowerCase()),
  );
  return known.find((key) => key.name.toLowerCase() === spelled)?.name ?? spelled;
}

function keysBeside(lookup: string): ReadonlyMap<string, ConditionKey> {
  if (isBuiltIn(lookup)) return BUILT_IN;
  const own = serviceKeys(lookup.slice(0, lookup.indexOf(":")));
  return own.size > 0 ? own : serviceKeys("sts");
}

function isBuiltIn(lookup: string): boolean {
  return lookup.startsWith("aws:") || lookup.startsWith("vpc-lattice-svcs:") || BUILT_IN.has(lookup);
}
