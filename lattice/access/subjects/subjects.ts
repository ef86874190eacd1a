import { callerOf } from "../../decide/caller";
import type { EstateIndex } from "../../decide/index-estate";
import { ANONYMOUS } from "../../decide/request";
import type { Role } from "../../estate/estate";
import { isUnknown } from "../../value";
import { addArn } from "./mentioned-values";
import { type Mentions, mentionsIn } from "./mentions";
import { namedOthers } from "./named";
import { outsider } from "./outsider";
import { principalClasses } from "./principal-classes";
import { arnsOfRoles } from "./role-arns";
import { strangers } from "./strangers";
import type { Subject } from "./subject";

/**
 * Everybody who could call, in one estate or in two that are compared: the roles that the Terraform has, and all others
 * in as many classes as the auth policies tell apart. Of the others it is taken that their own account allows them
 * everything. `arns` are callers that are asked about by name.
 */
export function subjectsOf(indexes: readonly EstateIndex[], arns: readonly string[] = []): readonly Subject[] {
  const mentions = mentionsIn(indexes);
  for (const arn of arns) addArn(mentions, arn);
  const roles = roleSubjects(indexes, mentions);
  const existing = new Set(roles.map((role) => role.key));
  const accounts = new Set([...mentions.accounts, ...indexes.flatMap((index) => [...index.accounts.keys()])]);
  const partition = partitionIn(indexes);
  const others = [...accounts].sort().flatMap((account) => membersOf(account, partition, existing, mentions));
  const unnamed = strangers(indexes, mentions, accounts, partition);
  return [...roles, ...namedOthers(mentions), ...others, ...unnamed, ANONYMOUS_SUBJECT];
}

const ANONYMOUS_SUBJECT: Subject = {
  key: "anonymous",
  kind: "anonymous",
  label: "anonymous",
  callerIn: () => ANONYMOUS,
  roleIn: () => undefined,
};

function roleSubjects(indexes: readonly EstateIndex[], mentions: Mentions): readonly Subject[] {
  const arnsOf = arnsOfRoles(mentions);
  const byKey = new Map<string, Map<EstateIndex, Role>>();
  for (const index of indexes) {
    for (const role of index.estate.roles) {
      for (const arn of arnsOf(role)) {
        const key = isUnknown(arn) ? role.id : arn;
        byKey.set(key, (byKey.get(key) ?? new Map<EstateIndex, Role>()).set(index, { ...role, arn }));
      }
    }
  }
  return [...byKey].map(([key, roles]) => {
    const [first] = roles.values();
    const account = first && !isUnknown(first.account) ? { account: first.account } : {};
    const callers = new Map([...roles].map(([index, role]) => [index, callerOf(index, role)]));
    return {
      key,
      kind: "role",
      label: first && isUnknown(first.arn) ? `the role of ${first.origin.address}` : key,
      ...account,
      callerIn: (index) => callers.get(index),
      roleIn: (index) => roles.get(index),
    };
  });
}

/** The other roles of an account, and its users. */
function membersOf(
  account: string,
  partition: string,
  existing: ReadonlySet<string>,
  mentions: Mentions,
): readonly Subject[] {
  return principalClasses({ account, partition, existing }, mentions).map(({ arn, key, named, kind: caller }) => {
    const [kind, anybody] =
      caller === "user" ? (["user", "any user"] as const) : (["other role", "any other role"] as const);
    const label = `${named ?? anybody}${named === arn ? "" : ` of ${account}`}`;
    return outsider({ kind, caller, key: `${kind} ${key}`, label, account, arn }, mentions);
  });
}

function partitionIn(indexes: readonly EstateIndex[]): string {
  const arns = indexes.flatMap((index) => index.estate.services.map((service) => service.arn));
  const arn = arns.find((one) => typeof one === "string");
  return typeof arn === "string" ? (arn.split(":")[1] ?? "aws") : "aws";
}
