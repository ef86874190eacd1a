import type { StoredState } from "./stored-state";

/** Where a stack's resources belong, by the declaration. */
export interface Place {
  readonly stack: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/**
 * What is wrong with a state whose resources are in another region or account than the declaration says by now. Terraform
 * asks the new place for them, takes them for gone, makes them anew or calls them destroyed, and forgets what is there
 * still. Undefined where all are where they belong.
 */
export function elsewhere(state: StoredState, { stack, region, accountId }: Place): string | undefined {
  const found = arnsIn(state).find(
    (each) => differs(each.region, region) || (!each.shared && differs(each.account, accountId)),
  );
  if (!found) return undefined;
  const [held, wanted] = differs(found.region, region)
    ? [`the region ${found.region}`, region]
    : [`the account ${found.account}`, accountId];
  return `The state of ${stack} holds resources of ${held} (${found.address}: ${found.arn}), but the declaration says ${wanted}. There Terraform would not find them, and would forget those that are still in AWS. Nothing was changed. To move the stack, declare it as before, run trellis destroy ${stack}, and then change the declaration.`;
}

/** Of an association or an accepted share, AWS may name the account at the other end. */
const betweenAccounts = /_(association|accepter)$/;

function arnsIn({ resources }: StoredState) {
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.flatMap(({ attributes }) => {
        const arn = attributes?.arn ?? "";
        const [, , , region = "", account = ""] = arn.split(":");
        return { arn, region, account, address: `${type}.${name}`, shared: betweenAccounts.test(type) };
      }),
    );
}

/** ARNs of IAM have no region, those of buckets no account either. */
function differs(found: string, wanted: string): boolean {
  return found !== "" && found !== wanted;
}
