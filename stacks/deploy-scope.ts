import type { Platform, PlatformAccount } from "../declaration/schema/platform";
import type { Declared, DeployScope } from "../policies/documents/deploy-rights";
import { calledFrom } from "./layout";
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
    declared: { ...declaredIn(platform, account), makesZones: types.includes("aws_route53_zone") },
  };
}

/** A stack names a role without the path that is part of its ARN. */
function declaredRoles(platform: Platform, { key }: PlatformAccount): string[] {
  return Object.values(platform.consumers)
    .filter(({ account }) => account === key)
    .flatMap(({ callers }) => Object.values(callers))
    .flatMap((caller) => (caller.kind === "existingRole" ? [caller.arn] : []));
}

function declaredIn(platform: Platform, { key }: PlatformAccount): Omit<Declared, "makesZones"> {
  const here = ({ account }: { readonly account: string }) => account === key;
  const services = Object.values(platform.services).filter(here);
  const consumers = Object.values(platform.consumers).filter(here);
  const called = consumers.flatMap((consumer) => calledFrom(platform, consumer));
  const logs = [...Object.values(platform.networks).filter(here), ...services].map(({ accessLogs }) => accessLogs);
  const vpcs = [...Object.values(platform.vpcs).filter(here), ...consumers].map(({ vpc }) => vpc);
  const targets = services.flatMap((service) => Object.values(service.targets));
  return {
    logBuckets: sorted(logs.map((each) => (each === false ? undefined : each.s3?.bucketArn))),
    deliveryStreams: sorted(logs.map((each) => (each === false ? undefined : each.firehose?.deliveryStreamArn))),
    functions: sorted(
      targets.map((target) =>
        target.kind === "existingFunction" ? target.arn.split(":").slice(0, 7).join(":") : undefined,
      ),
    ),
    hostedZones: sorted([...services, ...called].map(({ domain }) => domain?.hostedZoneId)),
    vpcs: sorted(vpcs.map((vpc) => (typeof vpc === "object" && vpc.kind === "existingVpc" ? vpc.id : undefined))),
  };
}

function sorted(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => value ?? []))].sort();
}
