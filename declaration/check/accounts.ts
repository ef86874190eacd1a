import { placeOf } from "../arn";
import type { CheckContext } from "./context";

/** Account ids are different, and a deploy role is in its own account. */
export function checkAccounts({ platform, report, reference }: CheckContext): void {
  const { state } = platform;
  if (state.kind === "s3" && state.account !== undefined) reference(["state", "account"], state.account, "accounts");
  const seen = new Map<string, string>();
  for (const { key, id, deployRole } of Object.values(platform.accounts)) {
    const first = seen.get(id);
    if (first !== undefined) {
      report(["accounts", key, "id"], {
        found: id,
        allowed: `another id: accounts.${first} has this one`,
        why: "one key per account",
      });
    }
    seen.set(id, key);
    if (deployRole.startsWith("arn:") && placeOf(deployRole).account !== id) {
      report(["accounts", key, "deployRole"], {
        found: deployRole,
        allowed: `a role of account ${id}`,
        why: "a stack deploys into its own account only",
      });
    }
  }
}
