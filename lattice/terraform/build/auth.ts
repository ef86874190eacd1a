import type { AttachedPolicy, AuthType } from "../../estate/resource";
import { isUnknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { ReadError } from "../read-error";
import { keyOf } from "./links";
import { moduleWith } from "./module-arguments";
import { attachedPolicy, unreadPolicy } from "./policies";
import { mayMean, type TerraformSet } from "./terraform-set";

/** How a service network or a service authorizes. Without `auth_type` it is `NONE` (VPC Lattice API, `authType`). */
export function authOf(
  set: TerraformSet,
  owner: Instance,
): { readonly authType: Value<AuthType>; readonly authPolicy?: AttachedPolicy } {
  const authType = authTypeOf(owner);
  const { attached, unclaimed } = policiesOf(set);
  const own = onlyOne(["arn", "id"].flatMap((name) => attached.get(keyOf(owner.text(name))) ?? []));
  const stray = unclaimed.find((one) => mayMean(one, one.text("resource_identifier"), owner));
  const module = moduleWith(set, owner.text("arn"), owner.text("id"));
  const authPolicy =
    own ??
    (stray && unreadPolicy("only apply tells whether it is this policy", "auth", stray.origin())) ??
    (module && unreadPolicy("a module that is not read may attach one", "auth", module.origin()));
  return authPolicy ? { authType, authPolicy } : { authType };
}

/** Something has one auth policy: of several that are attached to it, the one that is put last stays. */
function onlyOne([first, ...more]: readonly AttachedPolicy[]): AttachedPolicy | undefined {
  const other = more.find(({ policy }) => JSON.stringify(policy) !== JSON.stringify(first?.policy));
  if (!other) return first;
  const reason = `another auth policy is attached to the same (${first?.origin.address}), and only apply tells which one stays`;
  return unreadPolicy(reason, "auth", other.origin);
}

function authTypeOf(owner: Instance): Value<AuthType> {
  const value = owner.argumentText("auth_type") ?? "NONE";
  if (isUnknown(value) || value === "NONE" || value === "AWS_IAM") return value as Value<AuthType>;
  const { file, address } = owner.origin("auth_type");
  throw new ReadError([`${file}: ${address}: found "${value}"; allowed: "NONE", "AWS_IAM".`]);
}

interface Policies {
  /** By the ARN that they are attached to. */
  readonly attached: ReadonlyMap<string, readonly AttachedPolicy[]>;
  /** Those of which only apply tells to what they are attached. */
  readonly unclaimed: readonly Instance[];
}

const read = new WeakMap<TerraformSet, Policies>();

function policiesOf(set: TerraformSet): Policies {
  const known = read.get(set);
  if (known) return known;
  const attached = new Map<string, AttachedPolicy[]>();
  set.map("aws_vpclattice_auth_policy", (instance) => {
    const target = keyOf(instance.text("resource_identifier"));
    const policy = attachedPolicy(instance.attribute("policy"), "auth", instance.origin("policy"));
    attached.set(target, [...(attached.get(target) ?? []), policy]);
  });
  const owners = ["aws_vpclattice_service", "aws_vpclattice_service_network"].flatMap((type) => set.of(type));
  const names = new Set(owners.flatMap((owner) => [keyOf(owner.text("arn")), keyOf(owner.text("id"))]));
  const unclaimed = set.of("aws_vpclattice_auth_policy").filter((one) => {
    const target = one.text("resource_identifier");
    return isUnknown(target) && !names.has(keyOf(target));
  });
  const policies = { attached, unclaimed };
  read.set(set, policies);
  return policies;
}
