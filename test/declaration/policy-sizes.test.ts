import fc from "fast-check";
import { DeclarationError, definePlatformFrom, type Mistake, type Platform } from "../../declaration";
import { resolveGrants, rightsOf } from "../../declaration/access";
import { callersById } from "../../declaration/callers";
import { networkPolicyProps } from "../../declaration/network-access";
import { functionPolicy } from "../../policies/documents/function-role";
import { invokePolicy } from "../../policies/documents/invoke-policy";
import { authPolicyLimit, rolePolicyLimit, sizeOf } from "../../policies/documents/minify";
import { networkPolicy } from "../../policies/documents/network-policy";
import { servicePolicy } from "../../policies/documents/service-policy";
import { edited } from "./bad-input/edits";
import { estate } from "./estate";

/** ARNs as AWS gives them, with generated parts. */
const serviceArn = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-09f8e7d6c5b4a3210";
const regions = ["us-east-1", "cn-northwest-1", "us-gov-west-1"] as const;
const place = (region: string) =>
  ({ cn: "aws-cn", us: region.includes("gov") ? "aws-us-gov" : "aws" })[region.slice(0, 2)];

interface Grant {
  readonly to: string;
  readonly methods: readonly string[];
  readonly paths: readonly string[];
}

const grant: fc.Arbitrary<Grant> = fc.record({
  to: fc.constantFrom("storefront.web", "storefront.reports"),
  methods: fc.subarray(["GET", "POST", "PUT", "DELETE"], { minLength: 1 }),
  paths: fc.uniqueArray(fc.stringMatching(/^\/[a-z]{1,150}$/), { minLength: 1, maxLength: 8 }),
});

it("a policy is within its limit, or a mistake says that it is not", () => {
  fc.assert(
    fc.property(fc.array(grant, { minLength: 8, maxLength: 30 }), (grants) => {
      const { platform, mistakes } = read({ "services.orders.grants": grants });
      const accepted = platform ? [...servicePolicies(platform), ...rolePolicies(platform)] : [];
      for (const { size, limit } of accepted) expect(size).toBeLessThanOrEqual(limit);
      const said = mistakes.map(({ path }) => path);
      expect(said).toEqual(expectedMistakes(grants));
    }),
    { numRuns: 60 },
  );
});

/** Which policies of these grants are over the limit, measured in an estate of raised limits: one service at a time. */
function expectedMistakes(grants: readonly Grant[]): string[] {
  const { platform } = read({ "services.orders.grants": [] });
  if (!platform) throw new Error("The estate has a mistake");
  const changed = { ...platform, services: { ...platform.services, orders: withGrants(platform, grants) } };
  const over = [...servicePolicies(changed), ...rolePolicies(changed)].filter(({ size, limit }) => size > limit);
  return over.map(({ path }) => path);
}

function withGrants(platform: Platform, grants: readonly Grant[]) {
  const orders = platform.services.orders;
  if (!orders) throw new Error("The estate has no orders");
  const sorted = (values: readonly string[]) => [...values].sort();
  return {
    ...orders,
    grants: grants.map(({ to, methods, paths }) => ({ to: [to], methods: sorted(methods), paths: sorted(paths) })),
  };
}

function servicePolicies(platform: Platform) {
  const { orders } = platform.services;
  if (!orders) throw new Error("The estate has no orders");
  const size = sizeOf(servicePolicy(serviceArn, resolveGrants(platform, orders)));
  return [{ path: "services.orders.grants", size, limit: authPolicyLimit }];
}

function rolePolicies(platform: Platform) {
  return ["storefront.reports", "storefront.web"].map((id) => {
    const caller = callersById(platform).get(id);
    if (!caller) throw new Error(`The estate has no ${id}`);
    const rights = rightsOf(platform, caller, "orders").map((right) => ({ ...right, serviceArn }));
    const logGroupArn = "arn:aws:logs:us-east-1:333333333333:log-group:/aws/lambda/acme-storefront-web";
    const functionArnInVpc = "arn:aws:lambda:us-east-1:333333333333:function:acme-storefront-web";
    const own = id === "storefront.web" ? sizeOf(functionPolicy({ logGroupArn, functionArnInVpc })) : 0;
    const path = `consumers.storefront.callers.${id.split(".")[1]}.calls`;
    return { path, size: sizeOf(invokePolicy(rights)) + own, limit: rolePolicyLimit };
  });
}

describe.each(regions)("in %s", (region) => {
  it("an auth policy of 10,000 bytes is accepted, and one of 10,001 is not", () => {
    const sizes = [0, 1].map((more) => {
      const { mistakes } = read(oneCaller(region, filled(region) + more));
      return mistakes.map(({ path, found }) => `${path} ${found}`);
    });
    expect(sizes).toEqual([[], ['services.orders.grants "a policy of 10001 bytes"']]);
  });
});

it("a network's policy over the limit", () => {
  const statement = (length: number) => ({
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "vpc-lattice-svcs:RequestPath": `/${"p".repeat(length)}` } },
  });
  const withPath = (length: number) => read({ "networks.internal.authPolicy": { statements: [statement(length)] } });
  const { platform } = withPath(1);
  const internal = platform?.networks.internal;
  if (!platform || !internal) throw new Error("The estate has a mistake");
  const room = authPolicyLimit - sizeOf(networkPolicy(networkPolicyProps(platform, internal)));
  expect(withPath(1 + room).mistakes).toEqual([]);
  expect(withPath(2 + room).mistakes).toEqual([
    {
      path: "networks.internal.authPolicy.statements",
      found: '"a policy of 10001 bytes"',
      allowed: expect.stringMatching(/^at most 10000 bytes: fewer or shorter statements/),
      why: "VPC Lattice quota, auth policy size: 10 KB, not adjustable",
    },
  ]);
});

/** One grant whose last path has so many characters, everything in one region. */
function oneCaller(region: string, length: number) {
  const paths = [
    ...Array.from({ length: 40 }, (_, index) => `/${String(index).padStart(150, "0")}`),
    `/${"p".repeat(length)}`,
  ];
  return {
    region,
    "networks.partners.region": region,
    "services.orders.targets": {},
    "services.orders.routes": [],
    "services.orders.domain": undefined,
    "services.orders.alarms": false,
    "services.payments": undefined,
    "consumers.orders": undefined,
    "consumers.storefront.callers.reports.arn": reports(region),
    "services.orders.grants": [{ to: "storefront.reports", methods: ["*"], paths }],
  };
}

function reports(region: string): string {
  return `arn:${place(region)}:iam::333333333333:role/reports`;
}

/** The length of that path at which the policy, with ARNs of the region's partition, has 10,000 bytes. */
function filled(region: string): number {
  const arn = `arn:${place(region)}:vpc-lattice:${region}:222222222222:service/svc-09f8e7d6c5b4a3210`;
  const [grantOfOne] = oneCaller(region, 0)["services.orders.grants"];
  const role = reports(region);
  const policy = servicePolicy(arn, [
    { principalArns: [role], anonymous: false, methods: [], paths: grantOfOne?.paths ?? [] },
  ]);
  return authPolicyLimit - sizeOf(policy);
}

function read(edits: Record<string, unknown>): { platform?: Platform; mistakes: readonly Mistake[] } {
  const removed = Object.keys(edits).filter((path) => edits[path] === undefined);
  try {
    return { platform: definePlatformFrom(edited(estate(), edits, removed)), mistakes: [] };
  } catch (error) {
    if (error instanceof DeclarationError) return { mistakes: error.mistakes };
    throw error;
  }
}
