import type { AttachedPolicy, AuthType } from "../../estate/resource";
import { isUnknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { ReadError } from "../read-error";
import { keyOf } from "./links";
import { attachedPolicy } from "./policies";
import type { TerraformSet } from "./terraform-set";

/** How a service network or a service authorizes. Without `auth_type` it is `NONE` (VPC Lattice API, `authType`). */
export function authOf(
  set: TerraformSet,
  owner: Instance,
): { readonly authType: Value<AuthType>; readonly authPolicy?: AttachedPolicy } {
  const authType = authTypeOf(owner);
  const authPolicy = policiesOf(set).get(keyOf(owner.text("arn"))) ?? policiesOf(set).get(keyOf(owner.text("id")));
  return authPolicy ? { authType, authPolicy } : { authType };
}

function authTypeOf(owner: Instance): Value<AuthType> {
  const value = owner.argumentText("auth_type") ?? "NONE";
  if (isUnknown(value) || value === "NONE" || value === "AWS_IAM") return value as Value<AuthType>;
  const { file, address } = owner.origin("auth_type");
  throw new ReadError([`${file}: ${address}: found "${value}"; allowed: "NONE", "AWS_IAM".`]);
}

const read = new WeakMap<TerraformSet, ReadonlyMap<string, AttachedPolicy>>();

/** The auth policies by the ARN that they are attached to. */
function policiesOf(set: TerraformSet): ReadonlyMap<string, AttachedPolicy> {
  const known = read.get(set);
  if (known) return known;
  const policies = new Map(
    set.map("aws_vpclattice_auth_policy", (instance) => [
      keyOf(instance.text("resource_identifier")),
      attachedPolicy(instance.attribute("policy"), "auth", instance.origin("policy")),
    ]),
  );
  read.set(set, policies);
  return policies;
}
