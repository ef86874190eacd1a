import { answersOf, type StringTestOf, stringClasses } from "../strings/classes";
import type { Domain } from "../strings/domain";
import { asksForType, type Mentions } from "./mentions";

/** Names of roles and users, with their path (IAM API, `RoleName` and `path`). */
const NAMES: Domain = {
  start: "",
  alphabet: "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_.=,@+/",
  least: 1,
};

/** Roles or users of an account that no auth policy tells apart. */
export interface PrincipalClass {
  /** One of them. */
  readonly arn: string;
  /** Equal for the same class. */
  readonly key: string;
  /** What they have in common; undefined for those that no policy speaks of. */
  readonly named?: string;
  readonly kind: "role" | "user";
}

/** Whose principals are asked about. */
export interface Of {
  readonly account: string;
  readonly partition: string;
  /** ARNs of those that exist, and are asked about by themselves. */
  readonly existing: ReadonlySet<string>;
}

/**
 * The classes into which auth policies divide the roles of an account, and its users where policies tell them from
 * roles; without those that exist.
 */
export function principalClasses(of: Of, mentions: Mentions): readonly PrincipalClass[] {
  const roles = classesOf("role", of, mentions);
  const alike = new Set(asksForType(mentions) ? [] : roles.map(({ key }) => key));
  return [...roles, ...classesOf("user", of, mentions).filter(({ key }) => !alike.has(key))];
}

function classesOf(
  kind: PrincipalClass["kind"],
  { account, partition, existing }: Of,
  mentions: Mentions,
): readonly PrincipalClass[] {
  const prefix = `arn:${partition}:iam::${account}:${kind}/`;
  const taken = new Set([...mentions.arns].filter((arn) => arn.startsWith(prefix)));
  const literal = [...taken].filter((arn) => !existing.has(arn)).map((arn) => ({ arn, key: arn, named: arn, kind }));
  const tests = [...mentions.patterns].map(([, test]) => ({ ...test, before: prefix }));
  const classes = stringClasses(tests, NAMES).flatMap(({ witness, holds }): readonly PrincipalClass[] => {
    const name = free(witness, tests, (one) => taken.has(prefix + one) || existing.has(prefix + one));
    if (name === undefined) return [];
    const matched = [...mentions.patterns.keys()].filter((_, index) => holds[index]);
    const named = matched.map((text) => text.replace(/^(?:true|false)/, "")).join(" and ");
    return [{ arn: prefix + name, key: `${account} ${matched.join(" ")}`, kind, ...(named === "" ? {} : { named }) }];
  });
  return [...literal, ...classes];
}

const TRIES = 1000;

/** A text of the same class as a witness that nobody has; undefined when there seems to be none. */
function free(witness: string, tests: readonly StringTestOf[], isTaken: (text: string) => boolean): string | undefined {
  const wanted = answersOf(tests, witness).join();
  const same = (text: string) => !isTaken(text) && answersOf(tests, text).join() === wanted;
  if (same(witness)) return witness;
  for (let count = 0; count < TRIES; count++) {
    const found = [`${witness}${count}`, `${count}${witness}`, witness.replace(/.?(.)$/, `${count}$1`)].find(same);
    if (found !== undefined) return found;
  }
  return undefined;
}
