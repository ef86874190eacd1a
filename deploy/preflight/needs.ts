import type { Platform } from "../../declaration/schema/platform";
import { deployRoleArn, sessionName } from "../../stacks/deploy-role";
import type { StackLayout } from "../../stacks/layout";
import { s3StateLocation } from "../../stacks/state/location";
import type { StateObject } from "./bucket";

/** The role that a stack is deployed with, and where its state is and the states that it reads, in other accounts too. */
export function needsOf(
  platform: Platform,
  all: readonly StackLayout[],
  { id, account: key, region, after }: StackLayout,
) {
  const account = platform.accounts[key];
  if (!account) throw new Error(`The platform has no account ${key}`);
  const { externalId } = account;
  const role = {
    roleArn: deployRoleArn(account, region),
    sessionName: sessionName(id),
    ...(externalId === undefined ? {} : { externalId }),
  };
  return {
    role,
    account,
    state: stateOf(platform, id, key),
    reads: all.filter((each) => after.includes(each.id)).flatMap((each) => readFrom(platform, each)),
  };
}

function stateOf({ state, name, accounts }: Platform, stackId: string, account: string) {
  if (state.kind !== "s3") return undefined;
  return s3StateLocation(state, { stackId, accountId: accounts[account]?.id ?? "", statePrefix: name });
}

function readFrom(platform: Platform, { id, account }: StackLayout): StateObject[] {
  const place = stateOf(platform, id, account);
  return place ? [{ stack: id, ...place }] : [];
}
