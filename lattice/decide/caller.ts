import type { Account, AccountOrganization, Role } from "../estate/estate";
import type { AttachedPolicy } from "../estate/resource";
import type { AwsPrincipal, RequestPrincipal } from "../iam/request";
import { isUnknown, unknown, type Value } from "../value";
import type { EstateIndex } from "./index-estate";
import type { Caller, IdentityPolicies, SignedCaller } from "./request";

/** The caller that a role of the estate is, with its policies, its boundary and those of its organization. */
export function callerOf(index: EstateIndex, role: Role, session = "session"): SignedCaller {
  const account = isUnknown(role.account) ? undefined : index.accounts.get(role.account);
  const organization = account ? account.organization : nowhere(role);
  return {
    kind: "role",
    arn: role.arn,
    account: role.account,
    session,
    ...(organization ? { organization } : {}),
    tags: role.tags,
    identity: identityOf(index, role, account),
  };
}

/** Of an account that is not known nobody knows whether it is in an organization. */
function nowhere(role: Role): Value<AccountOrganization> {
  const reason = "the account of the role is not known, and neither is its organization";
  return unknown("object", reason, role.origin, true);
}

function identityOf(index: EstateIndex, role: Role, account: Account | undefined): IdentityPolicies {
  const place = ({ policy, origin }: AttachedPolicy) => ({ policy: index.policy(policy), origin });
  const organization = isUnknown(account?.organization) ? undefined : account?.organization;
  const controls = organization?.serviceControlPolicies ?? (account ? [] : (index.estate.controlsOfAny ?? []));
  return {
    policies: role.policies.map(place),
    ...(role.permissionsBoundary ? { permissionsBoundary: place(role.permissionsBoundary) } : {}),
    serviceControlPolicies: controls.map((level) => level.map(place)),
  };
}

const principals = new WeakMap<Caller, RequestPrincipal>();

/** The caller as policies name it; worked out once for each caller. */
export function principalOf(caller: Caller): RequestPrincipal {
  if (caller.kind === "anonymous") return caller;
  const known = principals.get(caller);
  if (known) return known;
  const principal: AwsPrincipal = { kind: "aws", account: caller.account, names: namesOf(caller) };
  principals.set(caller, principal);
  return principal;
}

function namesOf(caller: SignedCaller): readonly Value<string>[] {
  return caller.kind === "user" ? [caller.arn] : [caller.arn, sessionArn(caller)];
}

/** The ARN of a role's session, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: the role's path is not in it. */
export function sessionArn(caller: SignedCaller): Value<string> {
  if (isUnknown(caller.arn)) return caller.arn;
  const [arn, partition = "aws", , , account = ""] = caller.arn.split(":");
  const name = caller.arn.slice(caller.arn.lastIndexOf("/") + 1);
  return `${arn}:${partition}:sts::${account}:assumed-role/${name}/${caller.session}`;
}

/** The caller in a message of VPC Lattice. */
export function userName(caller: Caller): string {
  if (caller.kind === "anonymous") return "anonymous";
  const principal = principalOf(caller);
  const arn = principal.kind === "aws" ? (principal.names.at(-1) ?? caller.arn) : caller.arn;
  return isUnknown(arn) ? "<unknown>" : arn;
}
