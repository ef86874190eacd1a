import type { Account, AccountOrganization } from "../../estate/estate";
import type { ResourceShare } from "../../estate/network";
import type { AttachedPolicy } from "../../estate/resource";
import { isUnknown, type Origin, unknown } from "../../value";
import type { Instance } from "../instance";
import { attachedPolicy } from "./policies";
import { accountOf, type TerraformSet } from "./terraform-set";

/**
 * Where accounts are in their organization, for what no Terraform says: by account, the path as `aws:PrincipalOrgPaths`
 * has it (`o-a1/r-b2/ou-c3/`), or null for an account in no organization.
 */
export type OrganizationPaths = Readonly<Record<string, string | null>>;

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /:(?:organization|ou)\/(o-[a-z0-9]+)/;
const FULL_ACCESS = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

/**
 * The accounts that the Terraform is of. Terraform of an account seldom says which organization it is in: with one
 * organization in sight, every account is taken to be a member, unless it has to accept a share, which members need not
 * (AWS RAM User Guide, "Sharing with AWS Organizations"). What is taken so is noted as an assumption.
 */
export function readAccounts(
  set: TerraformSet,
  shares: readonly ResourceShare[],
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
  const organization = soleOrganization(set, shares);
  const outside = new Set(set.of("aws_ram_resource_share_accepter").map(accountOf));
  const isMember = (account: string) => organization !== undefined && !outside.has(account);
  const accounts = [...placed].sort(([left], [right]) => (left < right ? -1 : 1));
  if (organization !== undefined)
    note(
      set,
      organization,
      accounts.map(([id]) => id).filter((id) => paths[id] === undefined),
      isMember,
    );
  if (shares.some(({ principals }) => principals.some((one) => !isUnknown(one) && one.includes(":ou/"))))
    noteUnits(set, paths);
  return accounts.map(([accountId, origin]) => {
    const place = placeOf(set, accountId, origin, isMember(accountId) ? organization : undefined, paths[accountId]);
    return { id: `account/${accountId}`, origin, accountId, ...(place ? { organization: place } : {}) };
  });
}

function note(
  set: TerraformSet,
  organization: string,
  accounts: readonly string[],
  isMember: (id: string) => boolean,
): void {
  const members = accounts.filter(isMember);
  const others = accounts.filter((account) => !isMember(account));
  if (members.length > 0) set.assumptions.add(`In the organization ${organization}: ${members.join(", ")}.`);
  if (others.length > 0) {
    set.assumptions.add(`Outside ${organization}, because a resource share has to be accepted: ${others.join(", ")}.`);
  }
}

function noteUnits(set: TerraformSet, paths: OrganizationPaths): void {
  if (Object.values(paths).some((path) => path?.includes("/"))) return;
  set.assumptions.add("Nothing about organizational units: whether a share with one reaches an account is unknown.");
}

function placeOf(
  set: TerraformSet,
  account: string,
  origin: Origin,
  organization: string | undefined,
  given: string | null | undefined,
): AccountOrganization | undefined {
  if (given === null) return undefined;
  if (given !== undefined) {
    const id = given.split("/")[0] ?? given;
    return { id, path: given, serviceControlPolicies: controls(set, account, given) };
  }
  if (organization === undefined) return undefined;
  const unit = unknown("string", "no Terraform says in which organizational unit the account is", origin);
  return {
    id: organization,
    path: { ...unit, beginning: `${organization}/` },
    serviceControlPolicies: controls(set, account, undefined),
  };
}

/** The organization that the Terraform speaks of, when it is one. */
function soleOrganization(set: TerraformSet, shares: readonly ResourceShare[]): string | undefined {
  const declared = ["aws_organizations_organization", "data.aws_organizations_organization"].flatMap((type) =>
    set.of(type).map((one) => one.text("id")),
  );
  const shared = shares.flatMap(({ principals }) =>
    principals.flatMap((principal) => (isUnknown(principal) ? [] : (ORGANIZATION.exec(principal)?.[1] ?? []))),
  );
  const known = [...declared.filter((id) => !isUnknown(id)), ...shared];
  const found = known.length > 0 ? known : inPolicies(set);
  return new Set(found).size === 1 ? String(found[0]) : undefined;
}

/** The organizations that auth policies name. */
function inPolicies(set: TerraformSet): readonly string[] {
  return set.of("aws_vpclattice_auth_policy").flatMap((one) => {
    const policy = one.argument("policy");
    return typeof policy === "string" ? [...policy.matchAll(/"(o-[a-z0-9]{10,32})"/g)].map(([, id = ""]) => id) : [];
  });
}

/**
 * The service control policies of an account, by level. Each level has AWS's own that allows everything, as long as
 * nobody detaches it, which no Terraform shows.
 */
function controls(set: TerraformSet, account: string, path: string | undefined): readonly AttachedPolicy[][] {
  const targets = [...(path ?? "").split("/").filter((part) => /^(?:r|ou)-/.test(part)), account];
  return targets.flatMap((target) => {
    const attached = set
      .of("aws_organizations_policy_attachment")
      .filter((one) => one.text("target_id") === target)
      .flatMap((one) => policyOf(set, one));
    const [first] = attached;
    return first ? [[attachedPolicy(FULL_ACCESS, "identity", first.origin), ...attached]] : [];
  });
}

function policyOf(set: TerraformSet, attachment: Instance): readonly AttachedPolicy[] {
  const policy = set.of("aws_organizations_policy").find((one) => one.text("id") === attachment.text("policy_id"));
  const type = policy?.argument("type") ?? "SERVICE_CONTROL_POLICY";
  if (!policy || type !== "SERVICE_CONTROL_POLICY") return [];
  return [attachedPolicy(policy.attribute("content"), "identity", policy.origin("content"))];
}
