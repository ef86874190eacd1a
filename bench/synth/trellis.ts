import { definePlatformFrom } from "../../declaration";
import type { Bundle } from "../../modules/function/bundle";
import { writeStacks } from "../../stacks/app";
import { layoutOf } from "../../stacks/layout";
import { selectStacks } from "../../stacks/select";
import { type BenchCaller, type BenchEstate, type BenchService, common } from "./estate";

/** The estate as `platform.ts` would declare it. */
export function declarationOf({ accounts, services, callers }: BenchEstate): unknown {
  const { platform: name, region, network } = common;
  const accountIds = new Map(accounts.map(({ key, id }) => [key, id]));
  const accountOf = new Map(callers.map(({ key, account }) => [key, account]));
  return {
    name,
    region,
    organization: { id: common.organization, managementAccount: common.managementAccount },
    state: { kind: "local" },
    accounts: Object.fromEntries(accounts.map(({ key, id }) => [key, { id }])),
    networks: { [network]: { account: accounts[0]?.key, share: { organization: true } } },
    services: Object.fromEntries(
      services.map((service) => [service.key, declareService(service, accountIds.get(service.account), accountOf)]),
    ),
    consumers: Object.fromEntries(
      accounts.map(({ key, id, cidr }) => {
        const own = callers.filter(({ account }) => account === key);
        const vpc = { kind: "newVpc", cidr };
        return [
          key,
          {
            account: key,
            network,
            vpc,
            callers: Object.fromEntries(own.map((each) => [each.key, declareCaller(each, id)])),
          },
        ];
      }),
    ),
  };
}

function declareService(
  { key, account, kind, domain, callers }: BenchService,
  accountId: string | undefined,
  accountOf: ReadonlyMap<string, string>,
) {
  const existing = {
    kind: "existingFunction",
    arn: `arn:aws:lambda:${common.region}:${accountId}:function:${key}:live`,
  };
  return {
    account,
    network: common.network,
    targets: { api: kind === "deployed" ? { kind: "lambda", entry: common.entry } : existing },
    routes: common.methods.map((method, index) => ({
      priority: 10 * (index + 1),
      match: { method, path: { prefix: `/${key}` } },
      forward: "api",
    })),
    grants: [
      {
        to: callers.map((caller) => `${accountOf.get(caller)}.${caller}`),
        methods: common.methods,
        paths: [`/${key}`, `/${key}/*`],
      },
    ],
    ...(domain === undefined ? {} : { domain: { name: domain, certificateArn: certificateOf(accountId) } }),
  };
}

function declareCaller({ key, kind, calls }: BenchCaller, accountId: string) {
  if (kind === "deployed") return { kind: "lambda", entry: common.entry, calls };
  return { kind: "existingRole", arn: `arn:aws:iam::${accountId}:role/${key}`, calls };
}

function certificateOf(accountId: string | undefined): string {
  return `arn:aws:acm:${common.region}:${accountId}:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e`;
}

/** What `synthesize` does with a declaration, but for the bundling: from the declared object to the files. */
export function synthTrellis(declaration: unknown, bundle: Bundle, outdir: string, stacks?: readonly string[]): void {
  const platform = definePlatformFrom(declaration);
  const layouts = selectStacks(layoutOf(platform), stacks);
  writeStacks(platform, layouts, new Map([[bundle.entry, bundle]]), outdir);
}
