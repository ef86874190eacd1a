import type { Role } from "../../estate/estate";
import { isUnknown, type Value } from "../../value";
import type { Mentions } from "./mentions";

/**
 * What tells the ARNs that a role may have. Of a role whose path nobody knows, those with its account and its name that
 * policies, grants or a question name: a name is taken once in an account, whatever its path (IAM User Guide, "IAM and AWS
 * STS quotas"), so that whichever of these roles exists has what is attached to that name.
 */
export function arnsOfRoles({ arns }: Mentions): (role: Role) => readonly Value<string>[] {
  const named = new Map<string, string[]>();
  for (const arn of [...arns].sort()) {
    const key = pathless(arn);
    if (key !== undefined) named.set(key, [...(named.get(key) ?? []), arn]);
  }
  return ({ arn, takenPath }) => {
    const key = takenPath && !isUnknown(arn) ? pathless(arn) : undefined;
    return (key === undefined ? undefined : named.get(key)) ?? [arn];
  };
}

/** The ARN of a role without its path. */
function pathless(arn: string): string | undefined {
  const [, account, name] = /^(arn:[^:]+:iam::\d{12}:role\/)(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return account === undefined ? undefined : `${account}${name}`;
}
