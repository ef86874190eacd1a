import { answersOf, type StringTestOf, stringClasses } from "../strings/classes";
import type { Domain } from "../strings/domain";
import type { Mentions } from "./mentions";

/** Names of roles, with their path (IAM API, `RoleName` and `path`). */
const ROLES: Domain = {
  start: "",
  alphabet: "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_.=,@+/",
  least: 1,
};

/** Roles of an account that no auth policy tells apart. */
export interface RoleClass {
  /** One of them. */
  readonly arn: string;
  /** Equal for the same class. */
  readonly key: string;
  /** What they have in common; undefined for those that no policy speaks of. */
  readonly named?: string;
}

/** The classes into which auth policies divide the roles of an account, without the roles that exist. */
export function roleClasses(
  account: string,
  partition: string,
  mentions: Mentions,
  existing: ReadonlySet<string>,
): readonly RoleClass[] {
  const prefix = `arn:${partition}:iam::${account}:role/`;
  const taken = new Set([...mentions.arns].filter((arn) => arn.startsWith(prefix)));
  const literal = [...taken].filter((arn) => !existing.has(arn)).map((arn) => ({ arn, key: arn, named: arn }));
  const tests = [...mentions.patterns].map(([, test]) => ({ ...test, before: prefix }));
  const classes = stringClasses(tests, ROLES).flatMap(({ witness, holds }): readonly RoleClass[] => {
    const name = free(prefix, witness, tests, (arn) => taken.has(arn) || existing.has(arn));
    if (name === undefined) return [];
    const matched = [...mentions.patterns.keys()].filter((_, index) => holds[index]);
    const named = matched.map((text) => text.replace(/^(?:true|false)/, "")).join(" and ");
    return [{ arn: prefix + name, key: `${account} ${matched.join(" ")}`, ...(named === "" ? {} : { named }) }];
  });
  return [...literal, ...classes];
}

const TRIES = 1000;

/** A name of the same class that nobody has; undefined when there seems to be none. */
function free(
  prefix: string,
  witness: string,
  tests: readonly StringTestOf[],
  isTaken: (arn: string) => boolean,
): string | undefined {
  const wanted = answersOf(tests, witness).join();
  const same = (name: string) => !isTaken(prefix + name) && answersOf(tests, name).join() === wanted;
  if (same(witness)) return witness;
  for (let count = 0; count < TRIES; count++) {
    const found = [`${witness}${count}`, `${count}${witness}`, witness.replace(/.?(.)$/, `${count}$1`)].find(same);
    if (found !== undefined) return found;
  }
  return undefined;
}
