import { isUnknown } from "../../value";
import type { Instance } from "../instance";
import type { TerraformSet } from "./terraform-set";

/** Data sources in which the account of their provider is read; of any other one it makes no difference. */
const ASKED: readonly string[] = ["aws_caller_identity", "aws_iam_role", "aws_organizations_organization"];

/** Notes the providers of which no Terraform says into which account they go, where that makes a difference. */
export function noteAccounts(set: TerraformSet): void {
  for (const instance of set.instances) {
    const { account } = instance.placement;
    if (!isPlaced(instance) || !isUnknown(account) || !account.origin.address.startsWith("provider.")) continue;
    const { address, file } = account.origin;
    const name = address.slice("provider.".length);
    set.assumptions.add(
      `One account that nobody knows for ${address} in ${file}, which does not say it: --account ${name}=ID does.`,
    );
  }
}

function isPlaced({ type, identity }: Instance): boolean {
  return identity.mode === "data" ? ASKED.includes(type) : type.startsWith("aws_");
}
