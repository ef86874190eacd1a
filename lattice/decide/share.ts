import type { ResourceShare } from "../estate/network";
import type { ArnResource } from "../estate/resource";
import { every, FALSE, some, TRUE, type Tri, tri, UNKNOWN } from "../tri";
import { describeUnknown, isUnknown, type Unknown, type Value } from "../value";
import type { EstateIndex } from "./index-estate";

const ORGANIZATION = /:organization\/(o-[a-z0-9]+)$/;
const UNIT = /:ou\/(o-[a-z0-9]+)\/(ou-[a-z0-9-]+)$/;

/**
 * Whether an account may associate something: it owns it, or it is given it by a resource share (VPC Lattice User
 * Guide, "Share VPC Lattice entities"). Unknown for what is declared in Terraform that was not read, because its share
 * would be there too.
 */
export function mayUse(index: EstateIndex, resource: ArnResource, account: Value<string>): Tri {
  if (isUnknown(account)) return isSame(resource.account, account) ? TRUE : givenBy(index, resource, account);
  if (resource.account === account) return TRUE;
  const key = `${resource.id} ${account}`;
  const known = index.uses.get(key);
  if (known !== undefined) return known;
  const answer = givenBy(index, resource, account);
  index.uses.set(key, answer);
  return answer;
}

/** What one provider makes is in one account, whichever that is. */
function isSame(left: Value<string>, right: Unknown): boolean {
  return isUnknown(left) && left.origin.file === right.origin.file && left.origin.address === right.origin.address;
}

function givenBy(index: EstateIndex, resource: ArnResource, account: Value<string>): Tri {
  const shared = some(index.estate.shares, (share) => shares(index, share, resource, account));
  if (shared !== FALSE) return shared;
  return resource.external || isUnknown(resource.account) || isUnknown(account) ? UNKNOWN : FALSE;
}

function shares(index: EstateIndex, share: ResourceShare, resource: ArnResource, account: Value<string>): Tri {
  const sides = [
    () => some(share.resources, (arn) => same(arn, resource.arn)),
    () => some(share.principals, (principal) => covers(index, principal, account)),
    () => (share.membersOf === undefined ? TRUE : sameOrganization(index, share.membersOf, account)),
  ];
  return every(sides, (side) => side());
}

function same(left: Value<string>, right: Value<string>): Tri {
  return isUnknown(left) || isUnknown(right) ? UNKNOWN : tri(left === right);
}

function covers(index: EstateIndex, principal: Value<string>, account: Value<string>): Tri {
  if (isUnknown(principal) || isUnknown(account)) return UNKNOWN;
  if (principal === account) return TRUE;
  const unit = UNIT.exec(principal);
  const organization = ORGANIZATION.exec(principal)?.[1] ?? unit?.[1];
  if (organization === undefined) return FALSE;
  return isMember(index, account, organization, unit?.[2]);
}

/** Whether an account is in an organization, and in a unit of it where one is named. */
function isMember(index: EstateIndex, account: string, organization: string, unit: string | undefined): Tri {
  const known = index.accounts.get(account);
  if (!known) return UNKNOWN;
  const place = known.organization;
  if (place === undefined) return FALSE;
  if (isUnknown(place) || isUnknown(place.id)) return UNKNOWN;
  if (place.id !== organization) return FALSE;
  if (unit === undefined) return TRUE;
  return isUnknown(place.path) ? UNKNOWN : tri(place.path.split("/").includes(unit));
}

function sameOrganization(index: EstateIndex, owner: Value<string>, account: Value<string>): Tri {
  if (isUnknown(owner) || isUnknown(account)) return UNKNOWN;
  const [left, right] = [owner, account].map((id) => index.accounts.get(id));
  if (!left || !right) return UNKNOWN;
  const [one, other] = [left.organization, right.organization];
  if (one === undefined || other === undefined) return FALSE;
  return isUnknown(one) || isUnknown(other) ? UNKNOWN : same(one.id, other.id);
}

/** Why it cannot be known whether an account may use something, as the end of a sentence; empty without such a reason. */
export function shareDoubt(index: EstateIndex, resource: ArnResource, account: Value<string>): string {
  if (isUnknown(account)) return `: ${describeUnknown(account)}`;
  if (resource.account === account) return "";
  const principals = index.estate.shares
    .filter((share) => some(share.resources, (arn) => same(arn, resource.arn)) !== FALSE)
    .flatMap((share) => share.principals.filter((principal) => covers(index, principal, account) === UNKNOWN));
  const places = principals.flatMap((principal) => (isUnknown(principal) ? [] : (principal.split("/").at(-1) ?? [])));
  return places.length > 0 ? `: no Terraform says whether ${account} is in ${[...new Set(places)].join(" or ")}` : "";
}
