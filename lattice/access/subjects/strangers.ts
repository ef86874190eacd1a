import type { EstateIndex } from "../../decide/index-estate";
import { isUnknown, unknown } from "../../value";
import { answersOf, stringClasses } from "../strings/classes";
import type { Domain } from "../strings/domain";
import { asksForAnyOrganization, type Mentions } from "./mentions";
import { NOWHERE, type Organization, outsider } from "./outsider";
import { principalClasses } from "./principal-classes";
import type { Subject } from "./subject";

const DIGITS: Domain = { start: "", alphabet: "0123456789", least: 12 };

interface Group {
  readonly kind: "other account" | "outside";
  readonly label: string;
  readonly organization: Organization;
}

/**
 * Everybody in accounts that nothing names: for each organization, outside of all, and, where policies ask for any
 * organization, in another one; in as many groups of accounts as policies tell apart by a pattern.
 */
export function strangers(
  indexes: readonly EstateIndex[],
  mentions: Mentions,
  accounts: ReadonlySet<string>,
  partition: string,
): readonly Subject[] {
  const groups = groupsOf(indexes, mentions);
  return accountClasses(mentions, accounts, groups.length).flatMap(({ stand, named }) =>
    groups.flatMap(({ kind, label, organization }, index) => {
      const account = stand[index];
      if (account === undefined) return [];
      const whole = named === "" ? label : `${label} (${named})`;
      return principalClasses({ account, partition, existing: NOBODY }, mentions).map(
        ({ arn, key, named: some, kind: caller }) => {
          const who = some ?? (caller === "user" ? "any user" : undefined);
          const name = who === undefined ? whole : `${who} of ${whole}`;
          const place = { organization };
          return outsider(
            { kind, caller, key: `${kind} ${caller} ${key}`, label: name, account, arn, place },
            mentions,
          );
        },
      );
    }),
  );
}

const NOBODY: ReadonlySet<string> = new Set();

function groupsOf(indexes: readonly EstateIndex[], mentions: Mentions): readonly Group[] {
  const organizations = new Set([...mentions.organizations, ...indexes.flatMap(organizationsOf)]);
  const somewhere = unknown("string", "it may be in any organizational unit", NOWHERE);
  const members = [...organizations].sort().map((id): Group => {
    return {
      kind: "other account",
      label: `any other account of ${id}`,
      organization: { id, path: { ...somewhere, beginning: `${id}/` } },
    };
  });
  const outside: Group = { kind: "outside", label: "any account outside", organization: undefined };
  const asked = asksForAnyOrganization(mentions);
  if (asked === "no") return [...members, outside];
  const id = asked === "any" ? ELSEWHERE : unknown("string", "it may be any other organization", NOWHERE);
  const organization = { id, path: asked === "any" ? { ...somewhere, beginning: `${ELSEWHERE}/` } : somewhere };
  return [
    ...members,
    { ...outside, label: "any account of another organization", organization },
    { ...outside, label: "any account of no organization" },
  ];
}

/** No organization has letters of an alphabet that AWS does not use. */
const ELSEWHERE = "o-ELSEWHERE";

function organizationsOf({ estate }: EstateIndex): readonly string[] {
  return estate.accounts.flatMap(({ organization }) =>
    organization === undefined || isUnknown(organization) || isUnknown(organization.id) ? [] : [organization.id],
  );
}

/** Accounts to stand for all others that the same patterns match. */
interface AccountClass {
  readonly stand: readonly string[];
  readonly named: string;
}

function accountClasses(
  { accountPatterns }: Mentions,
  used: ReadonlySet<string>,
  count: number,
): readonly AccountClass[] {
  const tests = [...accountPatterns.values()];
  const classes = stringClasses(tests, DIGITS).filter(({ witness }) => witness.length === DIGITS.least);
  return classes.map(({ witness, holds }) => {
    const same = (account: string) =>
      !used.has(account) && answersOf(tests, account).every((one, at) => one === holds[at]);
    const named = [...accountPatterns.keys()].filter((_, index) => holds[index]).join(" and ");
    return { stand: take(count, candidates(witness), same), named };
  });
}

const TRIES = 10_000;

/** The witness first, and then what differs from it in the last digits or in the first ones. */
function* candidates(witness: string): Generator<string> {
  yield witness;
  for (let number = 1; number < TRIES; number++) {
    const digits = String(number).padStart(4, "0");
    yield witness.slice(0, -4) + digits;
    yield digits + witness.slice(4);
    yield witness.slice(0, 4) + digits + witness.slice(8);
  }
}

function take(count: number, from: Iterable<string>, test: (text: string) => boolean): readonly string[] {
  const taken = new Set<string>();
  for (const one of from) {
    if (taken.size === count) break;
    if (test(one)) taken.add(one);
  }
  return [...taken];
}
