import type { Platform } from "../../declaration/schema/platform";
import { deployRoleArn, sessionName } from "../../stacks/deploy-role";
import type { StackLayout } from "../../stacks/layout";
import { s3PlaceOf } from "../../stacks/state/location";
import type { StateObject } from "./bucket";

/** The role that a stack is deployed with, and where its state is and the states that it reads, in other accounts too. */
export function needsOf(platform: Platform, all: readonly StackLayout[], layout: StackLayout) {
  const { id, account: key, region, after } = layout;
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
    state: s3PlaceOf(platform, layout),
    reads: all.filter((each) => after.includes(each.id)).flatMap((each) => readFrom(platform, each)),
  };
}

function readFrom(platform: Platform, layout: StackLayout): StateObject[] {
  const place = s3PlaceOf(platform, layout);
  return place ? [{ stack: layout.id, ...place }] : [];
}
