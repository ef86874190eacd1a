import { type CallerRole, callersOf } from "../callers";
import { type Mistake, show } from "../mistake";
import { nearest } from "../nearest";
import { writePath } from "../schema/issues";
import type { DeclaredKeys, ParsedPlatform, Platform } from "../schema/platform";

/** What every check gets, and how it reports. A check sees only entries that are well-formed by themselves. */
export interface CheckContext {
  readonly platform: Platform;
  readonly keys: DeclaredKeys;
  /** The platform's region; undefined if what was written is none. */
  readonly region: string | undefined;
  readonly callers: readonly CallerRole[];
  /** Reports a mistake at a path. */
  report(path: readonly PropertyKey[], mistake: { found?: unknown; allowed: string; why?: string }): void;
  /** Reports a reference to a key that no entry of the section has. */
  reference(path: readonly PropertyKey[], key: string, section: keyof DeclaredKeys): boolean;
  /** Whether an entry of the section was left out because of a mistake in it: what it says is not known. */
  hasLeftOut(section: keyof DeclaredKeys): boolean;
}

/** A context that collects into `mistakes`. */
export function checkContext({ platform, keys, region }: ParsedPlatform, mistakes: Mistake[]): CheckContext {
  const report: CheckContext["report"] = (path, { found, allowed, why }) => {
    mistakes.push({
      path: writePath(path),
      found: found === undefined ? undefined : show(found),
      allowed,
      ...(why === undefined ? {} : { why }),
    });
  };
  return {
    platform,
    keys,
    region,
    callers: callersOf(platform),
    report,
    reference(path, key, section) {
      const declared = keys[section];
      if (!declared) return false;
      if (declared.has(key)) return true;
      const known = [...declared].sort();
      report(path, { found: key, allowed: `${oneOf(known)}${nearest(key, known)}`, why: `a key of ${section}` });
      return false;
    },
    hasLeftOut: (section) => (keys[section]?.size ?? Number.POSITIVE_INFINITY) > Object.keys(platform[section]).length,
  };
}

/** Whether an account is declared: of one that is not, its reference says enough. */
export function isDeclared({ keys }: CheckContext, account: string): boolean {
  return keys.accounts?.has(account) ?? false;
}

/** How many keys a message names, so that a line stays a line. */
export const shown = 12;

/** `one of a, b, c`, or that there is none yet; `count` if there are more than those that are passed. */
export function oneOf(known: readonly string[], count = known.length): string {
  if (count === 0) return "nothing yet: none is declared";
  const more = count > shown ? ` and ${count - shown} more` : "";
  return `one of ${known.slice(0, shown).join(", ")}${more}`;
}
