import { definePlatformFrom } from "../../declaration";
import { newVpc } from "../../declaration/builders";
import platform from "../../example";
import { layoutOf } from "../../stacks/layout";
import { caller, callingTarget, consumer, estate, service, vpcOfOthers } from "../support/estates";

const stacksOf = (changed: Readonly<Record<string, unknown>>) => layoutOf(definePlatformFrom(estate(changed)));
const idsOf = (changed: Readonly<Record<string, unknown>>) => stacksOf(changed).map(({ id }) => id);

/** The range of a VPC that a service's function calls from. */
const cidr = "10.30.0.0/16";

describe("the stacks of the example estate", () => {
  const layouts = layoutOf(platform);

  test("have ids that speak, with the region where it is not the platform's own", () => {
    expect(layouts.map(({ id, role, account, region }) => [id, role, account, region])).toEqual([
      ["network-internal", "network", "network", "us-east-1"],
      ["network-partners-eu-west-1", "network", "network", "eu-west-1"],
      ["producer-documents", "producer", "documents", "us-east-1"],
      ["producer-documents-eu-west-1", "producer", "documents", "eu-west-1"],
      ["producer-payments", "producer", "payments", "us-east-1"],
      ["producer-orders", "producer", "orders", "us-east-1"],
      ["consumer-courier-eu-west-1", "consumer", "courier", "eu-west-1"],
      ["consumer-documents-eu-west-1", "consumer", "documents", "eu-west-1"],
      ["consumer-orders", "consumer", "orders", "us-east-1"],
      ["consumer-storefront", "consumer", "storefront", "us-east-1"],
    ]);
  });

  test("come after every stack whose outputs they read", () => {
    const ids = layouts.map(({ id }) => id);
    for (const { id, after } of layouts) {
      for (const earlier of after) {
        expect(ids).toContain(earlier);
        expect([id, ids.indexOf(earlier) < ids.indexOf(id)]).toEqual([id, true]);
      }
    }
  });

  test("an account that is producer and consumer has a stack for each", () => {
    expect(layouts.filter(({ account }) => account === "orders")).toMatchObject([
      { id: "producer-orders", services: ["orders"], vpcs: ["orders"], consumers: [] },
      { id: "consumer-orders", services: [], consumers: ["orders"] },
    ]);
  });
});

describe("layoutOf", () => {
  test("one stack holds all services of an account and region", () => {
    const [stack] = stacksOf({ services: { refunds: service(), orders: service() }, consumers: {} }).filter(
      ({ role }) => role === "producer",
    );
    expect(stack).toMatchObject({ id: "producer-orders", services: ["orders", "refunds"] });
  });

  test("two networks in one region are two stacks, and a producer in both reads both", () => {
    const share = { organization: true };
    const [, , producer] = stacksOf({
      networks: { internal: { account: "network", share }, partners: { account: "orders", share } },
      services: { orders: service(), tracking: service({ network: "partners" }) },
      consumers: {},
    });
    expect(producer).toMatchObject({ id: "producer-orders", after: ["network-internal", "network-partners"] });
  });

  test("a network in another region has its producers and consumers there", () => {
    const changed = {
      networks: { internal: { account: "network", region: "eu-west-1", share: { organization: true } } },
    };
    expect(stacksOf(changed).map(({ id, region }) => [id, region])).toEqual([
      ["network-internal-eu-west-1", "eu-west-1"],
      ["producer-orders-eu-west-1", "eu-west-1"],
      ["consumer-storefront-eu-west-1", "eu-west-1"],
    ]);
  });

  test("an account with a VPC and no service has a producer stack, which owns the VPC", () => {
    const layouts = stacksOf({
      vpcs: { shared: { account: "storefront", vpc: newVpc({ cidr }) } },
      services: {},
      consumers: { storefront: consumer({ vpc: "shared" }) },
    });
    expect(layouts.find(({ id }) => id === "producer-storefront")).toMatchObject({ vpcs: ["shared"], services: [] });
    expect(layouts.find(({ id }) => id === "consumer-storefront")?.after).toEqual([
      "network-internal",
      "producer-storefront",
    ]);
  });

  test("a consumer that calls nothing waits for its network alone", () => {
    const layouts = stacksOf({ services: {}, consumers: { storefront: consumer() } });
    expect(layouts.at(-1)).toMatchObject({ id: "consumer-storefront", after: ["network-internal"] });
  });
});

describe("producers that need each other's generated names", () => {
  const vpcs = { orders: { account: "orders", vpc: newVpc({ cidr }) } };
  const grants = [{ to: "orders.api", methods: ["GET"], paths: ["/*"] }];
  const consumers = { orders: consumer({ account: "orders", vpc: "orders" }) };
  const orders = service({ targets: { api: callingTarget("orders", "payments") } });
  const payments = service({ account: "payments", grants });

  test("are deployed after those they call", () => {
    const layouts = stacksOf({ vpcs, consumers, services: { orders, payments } });
    expect(layouts.map(({ id }) => id)).toEqual([
      "network-internal",
      "producer-payments",
      "producer-orders",
      "consumer-orders",
    ]);
    expect(layouts[2]?.after).toEqual(["network-internal", "producer-payments"]);
  });

  test("do not wait for a service with a name of its own", () => {
    const domain = {
      name: "payments.acme.internal",
      certificateArn: "arn:aws:acm:us-east-1:333333333333:certificate/7a1d9c30",
    };
    expect(idsOf({ vpcs, consumers, services: { orders, payments: { ...payments, domain } } })).toEqual([
      "network-internal",
      "producer-orders",
      "producer-payments",
      "consumer-orders",
    ]);
  });

  test("do not wait for a service of their own account", () => {
    const layouts = stacksOf({ vpcs, consumers, services: { orders, payments: service({ grants }) } });
    expect(layouts.find(({ id }) => id === "producer-orders")?.after).toEqual(["network-internal"]);
  });

  test("wait only in the region where they call", () => {
    const share = { organization: true };
    const layouts = stacksOf({
      networks: {
        internal: { account: "network", share },
        partners: { account: "network", region: "eu-west-1", share },
      },
      vpcs: {
        ...vpcs,
        abroad: { account: "orders", region: "eu-west-1", vpc: vpcOfOthers("a") },
      },
      services: {
        orders,
        payments,
        tracking: service({ network: "partners", targets: { api: callingTarget("abroad", "parcels") } }),
        parcels: service({
          account: "storefront",
          network: "partners",
          grants: [{ to: "tracking.api", methods: ["GET"], paths: ["/*"] }],
        }),
      },
      consumers: {
        ...consumers,
        abroad: consumer({ account: "orders", network: "partners", vpc: "abroad" }),
      },
    });
    const afterOf = (id: string) => layouts.find((layout) => layout.id === id)?.after;
    expect(afterOf("producer-orders")).toEqual(["network-internal", "producer-payments"]);
    expect(afterOf("producer-orders-eu-west-1")).toEqual([
      "network-partners-eu-west-1",
      "producer-storefront-eu-west-1",
    ]);
  });

  test("may not form a circle", () => {
    const circle = estate({
      vpcs: { ...vpcs, payments: { account: "payments", vpc: newVpc({ cidr: "10.40.0.0/16" }) } },
      services: {
        orders: { ...orders, grants: [{ to: "payments.api", methods: ["GET"], paths: ["/*"] }] },
        payments: { ...payments, targets: { api: callingTarget("payments", "orders") } },
      },
      consumers: {
        ...consumers,
        payments: consumer({ account: "payments", vpc: "payments", callers: { extra: caller() } }),
      },
    });
    expect(() => definePlatformFrom(circle)).toThrow(/in a circle/);
  });
});
