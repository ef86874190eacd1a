import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../declaration";
import { type Finding, findingsOf } from "../declaration/findings";
import type { PlatformService } from "../declaration/schema/platform";
import { serviceUrl } from "../declaration/service-url";
import type { FunctionCode } from "../stacks/bundles";
import { producerStackOf, regionOfService, type StackLayout } from "../stacks/layout";

/** What a platform team wants to see of a synthesized platform. */
export interface Overview {
  readonly name: string;
  readonly output: string;
  readonly accounts: readonly {
    readonly key: string;
    readonly id: string;
    readonly deployRole: string;
    readonly external: boolean;
  }[];
  readonly stacks: readonly StackOverview[];
  readonly services: readonly ServiceOverview[];
  readonly functions: readonly FunctionCode[];
  readonly findings: readonly Finding[];
  /** Stacks that an earlier synth wrote and that are declared no more: their folders are gone, what they deployed is not. */
  readonly removed: readonly string[];
}

export interface StackOverview {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly after: readonly string[];
  /** Number of resources by Terraform type. */
  readonly resources: Readonly<Record<string, number>>;
}

export interface ServiceOverview {
  readonly key: string;
  readonly account: string;
  readonly network: string;
  readonly region: string;
  readonly stack: string;
  /** Base URL; with `(generated)` in it where AWS makes up the name at deploy time. */
  readonly endpoint: string;
  readonly routes: readonly { readonly match: string; readonly action: string }[];
  readonly callers: readonly {
    readonly caller: string;
    readonly methods: readonly string[];
    readonly paths: readonly string[];
  }[];
}

/** Reads the synthesized Terraform of the stacks, and tells what is in it. */
export function overviewOf(
  platform: Platform,
  layouts: readonly StackLayout[],
  output: string,
  functions: readonly FunctionCode[],
): Omit<Overview, "removed"> {
  return {
    name: platform.name,
    output,
    accounts: Object.values(platform.accounts).map(({ key, id, deployRole, external }) => ({
      key,
      id,
      deployRole,
      external,
    })),
    stacks: layouts.map(({ id, account, region, after }) => ({
      id,
      account,
      region,
      after,
      resources: resourcesIn(output, id),
    })),
    services: layouts
      .flatMap(({ services }) => services)
      .flatMap((key) => serviceOverview(platform, platform.services[key])),
    functions,
    findings: findingsOf(platform),
  };
}

function resourcesIn(output: string, id: string): Record<string, number> {
  const synthesized: { resource?: Record<string, object> } = JSON.parse(
    readFileSync(join(output, "stacks", id, "cdk.tf.json"), "utf8"),
  );
  const counts = Object.entries(synthesized.resource ?? {}).map(([type, named]): [string, number] => [
    type,
    Object.keys(named).length,
  ]);
  return Object.fromEntries(counts.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function serviceOverview(platform: Platform, service: PlatformService | undefined): ServiceOverview[] {
  if (!service) return [];
  const region = regionOfService(platform, service);
  return [
    {
      key: service.key,
      account: service.account,
      network: service.network,
      region,
      stack: producerStackOf(platform, service),
      endpoint: serviceUrl(service, `${service.key}-(generated).vpc-lattice-svcs.${region}.on.aws`),
      routes: routesOf(service),
      callers: service.grants.flatMap(({ to, methods, paths }) => to.map((caller) => ({ caller, methods, paths }))),
    },
  ];
}

function routesOf({ routes, defaultAction }: PlatformService) {
  const rules = [...routes]
    .sort((left, right) => left.priority - right.priority)
    .map(({ priority, match, action }) => ({
      match: `${priority} ${describeMatch(match)}`,
      action: describeAction(action),
    }));
  return [...rules, { match: "default", action: describeAction(defaultAction) }];
}

type Match = PlatformService["routes"][number]["match"];
type Action = PlatformService["defaultAction"];

function describeMatch({ method, path, headers }: Match): string {
  const pattern = path?.exact ?? (path?.prefix === undefined ? "any path" : `${path.prefix}*`);
  const conditions = headers.map(({ name, exact, prefix, contains }) =>
    exact !== undefined ? `${name}: ${exact}` : prefix !== undefined ? `${name}: ${prefix}*` : `${name}: *${contains}*`,
  );
  return [method ?? "any method", pattern, ...(conditions.length > 0 ? [`with ${conditions.join(", ")}`] : [])].join(
    " ",
  );
}

function describeAction(action: Action): string {
  if (action.kind === "fixedResponse") return String(action.statusCode);
  const [only] = action.targets;
  if (action.targets.length === 1 && only) return only.target;
  const total = action.targets.reduce((sum, { weight }) => sum + weight, 0);
  return action.targets
    .map(({ target, weight }) => `${target} ${Math.round((weight / total) * 1000) / 10} %`)
    .join(", ");
}
