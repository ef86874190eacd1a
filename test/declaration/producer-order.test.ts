import { definePlatformFrom } from "../../declaration";
import { cycleOf } from "../../declaration/producer-order";
import { layoutOf } from "../../stacks/layout";

const count = 30;

/** As many accounts, each with a service whose function calls the service of every later account. */
function chain(more: readonly number[] = []) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const byKey = <T>(value: (index: number) => T) =>
    Object.fromEntries(numbers.map((index) => [`part-${index}`, value(index)]));
  const callsOf = (index: number) => [
    ...numbers.filter((other) => other > index),
    ...(index === count - 1 ? more : []),
  ];
  const callersOf = (index: number) => numbers.filter((other) => callsOf(other).includes(index));
  return {
    name: "chain",
    region: "us-east-1",
    organization: { id: "o-a1b2c3d4e5", managementAccount: "999999999999" },
    state: { kind: "local" },
    accounts: byKey((index) => ({ id: String(200000000000 + index) })),
    networks: { internal: { account: "part-0", share: { organization: true } } },
    vpcs: byKey((index) => ({
      account: `part-${index}`,
      vpc: { kind: "existingVpc", id: `vpc-${String(index).padStart(8, "0")}`, subnetIds: ["subnet-0a1b2c3d"] },
    })),
    services: byKey((index) => ({
      account: `part-${index}`,
      network: "internal",
      targets: {
        api: {
          kind: "lambda",
          entry: "functions/orders/handler.ts",
          vpc: `part-${index}`,
          calls: callsOf(index).map((other) => `part-${other}`),
        },
      },
      routes: [],
      grants: callersOf(index).map((other) => ({ to: `part-${other}.api`, methods: ["GET"], paths: ["/"] })),
    })),
    consumers: byKey((index) => ({ account: `part-${index}`, network: "internal", vpc: `part-${index}` })),
  };
}

it("orders producers by whose names they need, with more paths between them than could be counted", () => {
  const platform = definePlatformFrom(chain());
  expect(cycleOf(platform)).toEqual([]);
  const after = (id: string) => layoutOf(platform).find((layout) => layout.id === id)?.after;
  expect(after("producer-part-27")).toEqual(["network-internal", "producer-part-28", "producer-part-29"]);
  expect(after("producer-part-29")).toEqual(["network-internal"]);
});

it("finds the circle that one call closes, and names what is in it", () => {
  expect(() => definePlatformFrom(chain([28]))).toThrow(
    /services\.part-28\.targets: found \["part-28 calls part-29","part-29 calls part-28"\]; allowed: producer accounts/,
  );
});
