import { ANY_TAG } from "../../estate/resource";
import { isUnknown, unknown, type Value } from "../../value";
import { partitionOf } from "../computed";
import type { Instance } from "../instance";
import { keyOf } from "./links";
import { perhapsAllows } from "./policies";
import type { RoleDraft } from "./role-draft";

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
