import type { Account, AccountOrganization } from "../../estate/estate";
import type { ResourceShare } from "../../estate/network";
import { isUnknown, type Origin, unknown } from "../../value";
import { type Guarded, type OrganizationsInSight, organizationsInSight } from "./organizations";
import { controlsOf } from "./service-controls";
import { accountOf, type TerraformSet } from "./terraform-set";
import { ancestorsIn, declaredAncestors } from "./units";

/**
 * Where accounts are in their organization, for what no Terraform says: by account, the path as `aws:PrincipalOrgPaths`
 * has it (`o-a1/r-b2/ou-c3/`), or null for an account in no organization.
 */
export type OrganizationPaths = Readonly<Record<string, string | null>>;

const ACCOUNT = /^\d{12}$/;

/**
 * The accounts that the Terraform is of. Terraform of an account seldom says which organization it is in: with one
 * organization in sight, every account is taken to be a member, unless it has to accept a share, which members need not
 * (AWS RAM User Guide, "Sharing with AWS Organizations"). What is taken so is noted as an assumption. With several or
 * none in sight it is unknown.
 */
export function readAccounts(
  set: TerraformSet,
  shares: readonly ResourceShare[],
  owners: readonly Guarded[],
  paths: OrganizationPaths,
): readonly Account[] {
  const placed = new Map<string, Origin>();
  for (const instance of set.instances) {
    const account = accountOf(instance);
    if (!isUnknown(account) && ACCOUNT.test(account) && !placed.has(account)) placed.set(account, instance.origin());
  }
  for (const account of Object.keys(paths)) {
    if (!placed.has(account)) placed.set(account, { file: "the organization's paths", address: account });
  }
  const sight = organizationsInSight(set, owners);
  const accepting = new Set(set.of("aws_ram_resource_share_accepter").map(accountOf));
  const open = [...placed.keys()].filter((id) => paths[id] === undefined && !sight.certain.has(id)).sort();
  const outside = new Set(
    sight.ids.length === 1 ? open.filter((id) => accepting.has(id) && !isControlled(set, id)) : [],
  );
  note(set, sight, open, outside);
  if (shares.some(({ principals }) => principals.some((one) => !isUnknown(one) && one.includes(":ou/"))))
    noteUnits(set, paths);
  const accounts = [...placed].sort(([left], [right]) => (left < right ? -1 : 1));
  return accounts.map(([accountId, origin]) => {
    const organization = outside.has(accountId) ? undefined : placeOf(set, accountId, origin, sight, paths[accountId]);
    return { id: `account/${accountId}`, origin, accountId, ...(organization ? { organization } : {}) };
  });
}

function note(
  set: TerraformSet,
  { ids, asked }: OrganizationsInSight,
  open: readonly string[],
  outside: ReadonlySet<string>,
): void {
  const members = open.filter((id) => !outside.has(id)).join(", ");
  const [only, ...more] = ids;
  if (only !== undefined && more.length === 0) {
    if (members !== "") set.assumptions.add(`In the organization ${only}: ${members}.`);
    if (outside.size === 0) return;
    const others = [...outside].join(", ");
    set.assumptions.add(`Outside ${only}, because a resource share has to be accepted: ${others}.`);
  } else if (asked && members !== "") {
    const why = ids.length > 1 ? `the Terraform speaks of several (${ids.join(", ")})` : "the Terraform names none";
    set.assumptions.add(`Nothing about the organization of ${members}: it is unknown, because ${why}.`);
  }
}

function noteUnits(set: TerraformSet, paths: OrganizationPaths): void {
  if (Object.values(paths).some((path) => path?.includes("/"))) return;
  set.assumptions.add("Nothing about organizational units: whether a share with one reaches an account is unknown.");
}

/** A policy of an organization can be attached to its members only. */
function isControlled(set: TerraformSet, accountId: string): boolean {
  return set.of("aws_organizations_policy_attachment").some((one) => one.text("target_id") === accountId);
}

/** Undefined for an account in no organization. */
function placeOf(
  set: TerraformSet,
  accountId: string,
  origin: Origin,
  { ids, certain }: OrganizationsInSight,
  given: string | null | undefined,
): AccountOrganization | undefined {
  if (given === null) return undefined;
  const sole = ids.length === 1 ? ids[0] : undefined;
  const named = given?.split("/")[0] ?? certain.get(accountId) ?? sole;
  const ancestors =
    given !== undefined && /\/(?:r|ou)-/.test(given) ? ancestorsIn(given) : declaredAncestors(set, accountId);
  const member = named !== undefined && (ids.length === 0 || named === sole);
  const serviceControlPolicies = controlsOf(set, { ...ancestors, accountId, member });
  const optional = !isControlled(set, accountId);
  const id = named ?? unknown("string", "no Terraform says in which organization the account is", origin, optional);
  const unit = unknown("string", "no Terraform says in which organizational unit the account is", origin);
  if (named === undefined) return { id, path: { ...unit, ...(optional ? { optional } : {}) }, serviceControlPolicies };
  const beginning = `${named}/`;
  const path = ancestors.complete ? `${beginning}${ancestors.ids.join("/")}/` : { ...unit, beginning };
  return { id, path, serviceControlPolicies };
}
