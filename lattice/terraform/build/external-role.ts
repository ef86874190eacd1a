import type { Role } from "../../estate/estate";
import { ANY_TAG, type AttachedPolicy } from "../../estate/resource";
import { isUnknown, unknown, type Value } from "../../value";
import { partitionOf } from "../computed";
import type { Instance } from "../instance";
import { keyOf } from "./links";
import { perhapsAllows } from "./policies";

/** A role that gets its policies one by one. */
export interface RoleDraft extends Role {
  readonly policies: AttachedPolicy[];
}

/** The key of a role by its account and its name. */
export function named(account: Value<string>, name: Value<string>): string {
  return `${keyOf(account)} ${keyOf(name)}`;
}

/**
 * A role that is declared elsewhere, and gets a policy here. What else it is allowed is not known. `arn` is its ARN where
 * the Terraform says it.
 */
export function externalRole(
  policy: Instance,
  account: Value<string>,
  name: Value<string>,
  arn: string | undefined,
): RoleDraft {
  const origin = policy.origin("role");
  const { region } = policy.placement;
  const partition = partitionOf(isUnknown(region) ? "" : region);
  const known = !isUnknown(account) && !isUnknown(name);
  return {
    id: `external/role/${keyOf(account)}/${keyOf(name)}`,
    origin,
    external: true,
    arn:
      arn ??
      (known ? `arn:${partition}:iam::${account}:role/${name}` : unknown("string", "the role was not read", origin)),
    ...(known && arn === undefined ? { takenPath: true } : {}),
    name,
    account,
    tags: { [ANY_TAG]: unknown("string", "the role was not read", origin, true) },
    policies: [perhapsAllows("other policies of the role, which is declared elsewhere, were not read", origin)],
  };
}
