import type { AttachedPolicy } from "../../estate/resource";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { attachedPolicy, perhapsInForce, unreadPolicy } from "./policies";
import { accountOf, type TerraformSet } from "./terraform-set";
import type { Ancestors } from "./units";

/** An account, as far as attachments of service control policies can tell it from others. */
export interface Controlled extends Ancestors {
  /** Undefined for an account of which nobody knows which one it is. */
  readonly accountId: string | undefined;
  /** Whether it is taken to be in the only organization that the Terraform speaks of. */
  readonly member: boolean;
}

/** An account of which nobody knows which one it is. */
export const ANY_ACCOUNT: Controlled = { accountId: undefined, ids: [], complete: false, member: false };

type Applies = "yes" | "perhaps" | "no";

const FULL_ACCESS = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const FULL_ACCESS_ID = "p-FullAWSAccess";
const UNIT = unknownTarget("it cannot be known whether this service control policy is attached above the account");

/**
 * The service control policies of an account, by level. Each level has AWS's own that allows everything, as long as
 * nobody detaches it, which no Terraform shows. Where it cannot be known whether a policy applies, its statements are
 * conditions that nobody knows. They do not bind the management account (AWS Organizations User Guide, "Service control
 * policies").
 */
export function controlsOf(set: TerraformSet, account: Controlled): readonly (readonly AttachedPolicy[])[] {
  if (makes(set, "aws_organizations_organization", account.accountId)) return [];
  const mayManage = makes(set, "aws_organizations_policy_attachment", account.accountId);
  const levels = new Map<string, AttachedPolicy[]>();
  for (const attachment of set.of("aws_organizations_policy_attachment")) {
    const target = attachment.text("target_id");
    const applies = appliesTo(target, account);
    const policy = applies === "no" ? undefined : policyOf(set, attachment);
    if (!policy) continue;
    const certain = applies === "yes" && !mayManage && attachment.identity.open !== true;
    const key = isUnknown(target) ? target.origin.address : target;
    const level = levels.get(key) ?? [attachedPolicy(FULL_ACCESS, "identity", attachment.origin())];
    levels.set(key, [...level, certain ? policy : perhapsInForce(policy, UNIT(attachment.origin("target_id")))]);
  }
  return [...levels.values()];
}

function appliesTo(target: Value<string>, { accountId, ids, complete, member }: Controlled): Applies {
  if (target === accountId) return "yes";
  if (isUnknown(target)) return /\.roots\[/.test(target.origin.address) && member ? "yes" : "perhaps";
  if (/^\d{12}$/.test(target)) return accountId === undefined ? "perhaps" : "no";
  if (ids.includes(target)) return "yes";
  if (complete) return "no";
  return target.startsWith("r-") && member ? "yes" : "perhaps";
}

function policyOf(set: TerraformSet, attachment: Instance): AttachedPolicy | undefined {
  const id = attachment.text("policy_id");
  if (id === FULL_ACCESS_ID) return undefined;
  const policy = set.of("aws_organizations_policy").find((one) => sameName(one.text("id"), id));
  if (!policy) return unreadPolicy("a service control policy that was not read", "identity", attachment.origin());
  if ((policy.argument("type") ?? "SERVICE_CONTROL_POLICY") !== "SERVICE_CONTROL_POLICY") return undefined;
  return attachedPolicy(policy.attribute("content"), "identity", policy.origin("content"));
}

function sameName(left: Value<string>, right: Value<string>): boolean {
  return !isUnknown(left) && left === right;
}

function makes(set: TerraformSet, type: string, account: string | undefined): boolean {
  return set.of(type).some((one) => accountOf(one) === account);
}

function unknownTarget(reason: string) {
  return (origin: Origin) => unknown("string", reason, origin);
}
