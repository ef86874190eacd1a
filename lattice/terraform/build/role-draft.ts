import type { Role } from "../../estate/estate";
import type { AttachedPolicy } from "../../estate/resource";
import { isUnknown, unknown, type Value } from "../../value";
import { keyOf } from "./links";
import { perhapsInForce } from "./policies";

/** A role that gets its policies one by one. */
export interface RoleDraft extends Role {
  readonly policies: AttachedPolicy[];
}

/** The key of a role by its account and its name. */
export function named(account: Value<string>, name: Value<string>): string {
  return `${keyOf(account)} ${keyOf(name)}`;
}

/**
 * Gives a role one more policy. A role has one inline policy of a name: of several, the one that is put last stays (IAM
 * API, `PutRolePolicy`), so that unless they say the same, each of them counts perhaps.
 */
export function addPolicy({ policies }: RoleDraft, policy: AttachedPolicy): void {
  const { name } = policy;
  const at = name === undefined || isUnknown(name) ? -1 : policies.findIndex((one) => one.name === name);
  const other = policies[at];
  if (!other) {
    policies.push(policy);
  } else if (JSON.stringify(other.policy) !== JSON.stringify(policy.policy)) {
    const reason = `another policy of the role has the same name (${other.origin.address}), and only apply tells which one stays`;
    const doubt = unknown("object", reason, policy.origin);
    policies[at] = perhapsInForce(other, doubt);
    policies.push(perhapsInForce(policy, doubt));
  }
}
