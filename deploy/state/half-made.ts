import type { StoredState } from "./stored-state";

/**
 * Types that are made before the old one goes, and whose new one is the same thing in AWS: the same target in the same
 * group, the same name. One that was interrupted is tainted, and to replace it would take away what had just been made
 * again (targets), or fail since its name is taken. The provider looks each of them up when it refreshes, and makes anew
 * what AWS does not have: so they are safe to keep.
 */
const sameAgain = ["aws_vpclattice_target_group_attachment", "aws_vpclattice_target_group", "aws_lambda_permission"];

/** Addresses of what an interrupted apply left half made and the next one has to go on with. */
export function halfMade({ resources }: StoredState): readonly string[] {
  return resources
    .filter(({ mode, type }) => mode === "managed" && sameAgain.includes(type))
    .flatMap(({ type, name, instances }) =>
      instances
        .filter(({ status }) => status === "tainted")
        .map(({ index_key: key }) => `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`),
    );
}
