import { callerOf } from "../../decide/caller";
import type { EstateIndex } from "../../decide/index-estate";
import { ANONYMOUS, type SignedCaller } from "../../decide/request";
import type { Role } from "../../estate/estate";
import type { Tags } from "../../estate/resource";
import { isUnknown, type Origin, unknown } from "../../value";
import { addArn, type Mentions, mentionsIn } from "./mentions";
import { roleClasses } from "./role-classes";
import type { Subject } from "./subject";

type Organization = SignedCaller["organization"];

const NOWHERE: Origin = { file: "no Terraform", address: "outside" };

/**
 * Everybody who could call, in one estate or in two that are compared: the roles that the Terraform has, and all others
 * in as many classes as the auth policies tell apart. Of the others it is taken that their own account allows them
 * everything. `arns` are roles that are asked about by name.
 */
export function subjectsOf(indexes: readonly EstateIndex[], arns: readonly string[] = []): readonly Subject[] {
  const mentions = mentionsIn(indexes);
  for (const arn of arns) addArn(mentions, arn);
  const roles = roleSubjects(indexes);
  const existing = new Set(roles.map((role) => role.key));
  const accounts = new Set([...mentions.accounts, ...indexes.flatMap((index) => [...index.accounts.keys()])]);
  const partition = partitionIn(indexes);
  const others = [...accounts].sort().flatMap((account) =>
    roleClasses(account, partition, mentions, existing).map((one): Subject => {
      const label = one.named ?? "any other role";
      return outsider(one, "other role", `${label}${one.named === one.arn ? "" : ` of ${account}`}`, account, mentions);
    }),
  );
  return [...roles, ...others, ...strangers(indexes, mentions, accounts, partition), ANONYMOUS_SUBJECT];
}

const ANONYMOUS_SUBJECT: Subject = {
  key: "anonymous",
  kind: "anonymous",
  label: "anonymous",
  callerIn: () => ANONYMOUS,
  roleIn: () => undefined,
};

function roleSubjects(indexes: readonly EstateIndex[]): readonly Subject[] {
  const byKey = new Map<string, Map<EstateIndex, Role>>();
  for (const index of indexes) {
    for (const role of index.estate.roles) {
      const key = isUnknown(role.arn) ? role.id : role.arn;
      byKey.set(key, (byKey.get(key) ?? new Map<EstateIndex, Role>()).set(index, role));
    }
  }
  return [...byKey].map(([key, roles]) => {
    const [first] = roles.values();
    const account = first && !isUnknown(first.account) ? { account: first.account } : {};
    const callers = new Map([...roles].map(([index, role]) => [index, callerOf(index, role)]));
    return {
      key,
      kind: "role",
      label: key,
      ...account,
      callerIn: (index) => callers.get(index),
      roleIn: (index) => roles.get(index),
    };
  });
}

function strangers(
  indexes: readonly EstateIndex[],
  mentions: Mentions,
  accounts: ReadonlySet<string>,
  partition: string,
): readonly Subject[] {
  const organizations = new Set([...mentions.organizations, ...indexes.flatMap(organizationsOf)]);
  const [outside = "", ...more] = unusedAccounts(accounts, organizations.size + 1);
  const of = (account: string, kind: "other account" | "outside", label: string, organization?: Organization) =>
    roleClasses(account, partition, mentions, new Set()).map((one) => {
      const named = one.named === undefined ? label : `${one.named} of ${label}`;
      return outsider(one, kind, named, account, mentions, { organization });
    });
  const members = [...organizations].sort().flatMap((id, index) => {
    const path = unknown("string", "it may be in any organizational unit", NOWHERE);
    return of(more[index] ?? "", "other account", `any other account of ${id}`, { id, path });
  });
  return [...members, ...of(outside, "outside", "any account outside")];
}

function outsider(
  { arn, key }: { readonly arn: string; readonly key: string },
  kind: Subject["kind"],
  label: string,
  account: string,
  mentions: Mentions,
  place?: { readonly organization: Organization },
): Subject {
  const tags: Tags = Object.fromEntries(
    [...mentions.tags].map((tag) => [tag, unknown("string", "the role may have any tags", NOWHERE, true)]),
  );
  const callerIn = (index: EstateIndex): SignedCaller => {
    const organization = place ? place.organization : organizationOf(index, account);
    const common = { kind: "role", arn, account, session: "session", tags, identity: "assumed" } as const;
    return organization === undefined ? common : { ...common, organization };
  };
  return { key: `${kind} ${key}`, kind, label, account, callerIn, roleIn: () => undefined };
}

function organizationOf(index: EstateIndex, account: string): Organization {
  const known = index.accounts.get(account);
  if (known) return known.organization;
  return unknown("object", `no Terraform says which organization ${account} is in`, NOWHERE, true);
}

function organizationsOf({ estate }: EstateIndex): readonly string[] {
  return estate.accounts.flatMap(({ organization }) =>
    organization === undefined || isUnknown(organization) || isUnknown(organization.id) ? [] : [organization.id],
  );
}

/** Accounts that nothing names, to stand for all the others. */
function unusedAccounts(used: ReadonlySet<string>, count: number): readonly string[] {
  const unused: string[] = [];
  for (let number = 1; unused.length < count; number++) {
    const account = String(number).padStart(12, "0");
    if (!used.has(account)) unused.push(account);
  }
  return unused;
}

function partitionIn(indexes: readonly EstateIndex[]): string {
  const arns = indexes.flatMap((index) => index.estate.services.map((service) => service.arn));
  const arn = arns.find((one) => typeof one === "string");
  return typeof arn === "string" ? (arn.split(":")[1] ?? "aws") : "aws";
}
