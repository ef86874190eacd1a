import { appendFileSync } from "node:fs";
import type { Platform, PlatformConsumer, PlatformService } from "../declaration/schema/platform";

/** One thing that somebody changes in the declaration, or in a function's code. */
export interface Change {
  readonly what: string;
  /** The platform afterwards. */
  readonly declare: (platform: Platform) => Platform;
  /** Changes files, in the folder of the rehearsal. */
  readonly edit?: () => void;
  /** What may change, and nothing else: a line for each resource, as `Recorder.take` writes it. */
  readonly moves: readonly string[];
}

/** The changes of the rehearsal, in order: each begins where the one before ended. */
export const changes: readonly Change[] = [
  {
    what: "a grant",
    declare: service("payments", (payments) => ({
      ...payments,
      grants: payments.grants.map((grant) => ({ ...grant, methods: ["GET"] })),
    })),
    moves: [],
  },
  {
    what: "a weight",
    declare: service("orders", (orders) => ({
      ...orders,
      routes: orders.routes.map((route) => (route.priority === 10 ? { ...route, action: shares(50, 50) } : route)),
    })),
    moves: [],
  },
  {
    what: "a route's priority",
    declare: service("orders", (orders) => ({
      ...orders,
      routes: orders.routes.map((route) => (route.priority === 20 ? { ...route, priority: 30 } : route)),
    })),
    moves: [],
  },
  {
    what: "two routes swapped",
    declare: service("documents", (documents) => ({ ...documents, routes: documents.routes.map(swap(20, 30)) })),
    moves: [],
  },
  {
    what: "a function's code",
    declare: (platform) => platform,
    edit: () => appendFileSync("functions/payments/handler.ts", '\nconsole.log("rehearsed");\n'),
    moves: [],
  },
  {
    what: "a caller removed",
    declare: (platform) => {
      const granted = service("orders", (orders) => ({
        ...orders,
        grants: orders.grants.filter(({ to }) => !to.includes("storefront.reports")),
      }))(platform);
      return consumer("storefront", ({ callers: { reports: _, ...callers }, ...rest }) => ({ ...rest, callers }))(
        granted,
      );
    },
    moves: [],
  },
  {
    what: "a service renamed",
    declare: (platform) => {
      const { tracking, ...services } = platform.services;
      if (!tracking) throw notThere("services.tracking");
      const renamed = { ...platform, services: { ...services, parcels: { ...tracking, key: "parcels" } } };
      return consumer("courier", (courier) => ({
        ...courier,
        callers: Object.fromEntries(
          Object.entries(courier.callers).map(([key, caller]) => [key, { ...caller, calls: ["parcels"] }]),
        ),
      }))(renamed);
    },
    moves: [],
  },
  {
    what: "a security group",
    declare: consumer("courier", (courier) => ({ ...courier, clientSecurityGroupIds: [] })),
    moves: [],
  },
  {
    what: "an account added",
    declare: (platform) => {
      const { storefront } = platform.consumers;
      const { storefront: account } = platform.accounts;
      if (!storefront || !account) throw notThere("storefront");
      const web = storefront.callers.web;
      if (!web) throw notThere("consumers.storefront.callers.web");
      if (typeof storefront.vpc === "string" || storefront.vpc.kind !== "newVpc") throw notThere("a new VPC");
      const warehouse = {
        ...storefront,
        key: "warehouse",
        account: "warehouse",
        vpc: { ...storefront.vpc, cidr: "10.50.0.0/16" },
        callers: { web: { ...web, calls: ["orders"] } },
      };
      const added = {
        ...platform,
        accounts: { ...platform.accounts, warehouse: { ...account, key: "warehouse", id: "777777777777" } },
        consumers: { ...platform.consumers, warehouse },
      };
      return service("orders", (orders) => ({
        ...orders,
        grants: [...orders.grants, { to: ["warehouse.web"], methods: ["GET"], paths: ["/orders"] }],
      }))(added);
    },
    moves: [],
  },
];

function service(key: string, change: (service: PlatformService) => PlatformService): Change["declare"] {
  return (platform) => {
    const found = platform.services[key];
    if (!found) throw notThere(`services.${key}`);
    return { ...platform, services: { ...platform.services, [key]: change(found) } };
  };
}

function consumer(key: string, change: (consumer: PlatformConsumer) => PlatformConsumer): Change["declare"] {
  return (platform) => {
    const found = platform.consumers[key];
    if (!found) throw notThere(`consumers.${key}`);
    return { ...platform, consumers: { ...platform.consumers, [key]: change(found) } };
  };
}

function shares(api: number, legacy: number): PlatformService["defaultAction"] {
  const targets = [
    { target: "api", weight: api },
    { target: "legacy", weight: legacy },
  ];
  return { kind: "forward", targets };
}

function swap(left: number, right: number) {
  return <T extends { readonly priority: number }>(route: T): T => {
    if (route.priority === left) return { ...route, priority: right };
    return route.priority === right ? { ...route, priority: left } : route;
  };
}

function notThere(path: string): Error {
  return new Error(`The rehearsal changes ${path} of the example in platform.ts, and it is not there.`);
}
