import { leavesOrganization } from "../declaration/membership";
import type { Platform, PlatformAccount } from "../declaration/schema/platform";
import type { Declared, DeployScope } from "../policies/documents/deploy-rights";
import { calledFrom } from "./layout";
import { sharePrincipals } from "./network-stack";
import { functionBoundaryArn, placementOf } from "./placement-of";

/** What an account's stacks hold, as far as the declaration does not say it. */
export interface AccountHoldings {
  /** Terraform types, data sources with `data.` before them. */
  readonly types: readonly string[];
  /** Names of existing roles that get rights from the account's stacks. */
  readonly existingRoles: readonly string[];
  readonly regions: readonly string[];
}

/** An account as its deploy role sees it. The region says which partition it is in. */
export function deployScopeOf(
  platform: Platform,
  account: PlatformAccount,
  region: string,
  { types, existingRoles, regions }: AccountHoldings,
): DeployScope {
  const placement = placementOf(platform, account, region);
  const { partition } = placement;
  const roles = declaredRoles(platform, account);
  const arnOf = (name: string) =>
    roles.find((arn) => arn.split("/").at(-1) === name) ?? `arn:${partition}:iam::${account.id}:role/${name}`;
  return {
    partition,
    accountId: account.id,
    platform: platform.name,
    regions,
    existingRoles: existingRoles.map(arnOf),
    functionBoundaryArn: functionBoundaryArn(placement),
    declared: { ...declaredIn(platform, account, partition), makesZones: types.includes("aws_route53_zone") },
  };
}

/** A stack names a role without the path that is part of its ARN. */
function declaredRoles(platform: Platform, { key }: PlatformAccount): string[] {
  return Object.values(platform.consumers)
    .filter(({ account }) => account === key)
    .flatMap(({ callers }) => Object.values(callers))
    .flatMap((caller) => (caller.kind === "existingRole" ? [caller.arn] : []));
}

function declaredIn(platform: Platform, account: PlatformAccount, partition: string): Omit<Declared, "makesZones"> {
  const { key } = account;
  const here = ({ account }: { readonly account: string }) => account === key;
  const services = Object.values(platform.services).filter(here);
  const consumers = Object.values(platform.consumers).filter(here);
  const called = consumers.flatMap((consumer) => calledFrom(platform, consumer));
  const logs = [...Object.values(platform.networks).filter(here), ...services].map(({ accessLogs }) => accessLogs);
  const vpcs = [...Object.values(platform.vpcs).filter(here), ...consumers].map(({ vpc }) => vpc);
  const targets = services.flatMap((service) => Object.values(service.targets));
  return {
    ...sharesOf(platform, account, partition),
    logBuckets: sorted(logs.map((each) => (each === false ? undefined : each.s3?.bucketArn))),
    deliveryStreams: sorted(logs.map((each) => (each === false ? undefined : each.firehose?.deliveryStreamArn))),
    functions: sorted(
      targets.map((target) =>
        target.kind === "existingFunction" ? target.arn.split(":").slice(0, 7).join(":") : undefined,
      ),
    ),
    hostedZones: sorted([...services, ...called].map(({ domain }) => domain?.hostedZoneId)),
    networkAccounts: sorted(
      [...services, ...consumers].map(({ network }) => accountIdOf(platform, platform.networks[network]?.account)),
    ),
    domains: sorted([...services, ...called].map(({ domain }) => domain?.name)),
    vpcs: sorted(vpcs.map((vpc) => (typeof vpc === "object" && vpc.kind === "existingVpc" ? vpc.id : undefined))),
  };
}

function accountIdOf({ accounts }: Platform, key: string | undefined): string | undefined {
  return key === undefined ? undefined : accounts[key]?.id;
}

type Shares = Pick<Declared, "sharePrincipals" | "sharesOutside" | "invitingAccounts">;

function sharesOf(platform: Platform, { key }: PlatformAccount, partition: string): Shares {
  const networks = Object.values(platform.networks);
  const own = networks.filter(({ account }) => account === key);
  const inviting = networks.filter(
    ({ account, share }) => share.accounts.includes(key) && leavesOrganization(platform, account, key),
  );
  return {
    sharePrincipals: sorted(
      own.flatMap((network) => sharePrincipals(platform, network, partition)).map(({ principal }) => principal),
    ),
    sharesOutside: own.some(({ share }) => share.accounts.some((other) => leavesOrganization(platform, key, other))),
    invitingAccounts: sorted(inviting.map(({ account }) => platform.accounts[account]?.id)),
  };
}

function sorted(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => value ?? []))].sort();
}
