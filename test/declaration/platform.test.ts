import fc from "fast-check";
import { definePlatformFrom } from "../../declaration";
import { networkPolicyProps } from "../../declaration/network-access";
import { edited } from "./bad-input/edits";
import { estate } from "./estate";

it("is frozen, all the way down", () => {
  const platform = definePlatformFrom(estate());
  const orders = platform.services.orders;
  expect(() => Object.assign(platform, { name: "other" })).toThrow(TypeError);
  expect(() => Object.assign(orders?.routes[0] ?? {}, { priority: 1 })).toThrow(TypeError);
});

it("is the same in whatever order it was written", () => {
  const expected = JSON.stringify(definePlatformFrom(estate()));
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1000)), (numbers) => {
      expect(JSON.stringify(definePlatformFrom(shuffled(estate(), numbers)))).toBe(expected);
    }),
    { numRuns: 20 },
  );
});

it("has no entries under names that JavaScript gives every object", () => {
  const { accounts, services } = definePlatformFrom(estate());
  expect([accounts.constructor, services.toString, services.orders?.targets.valueOf]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it("lets only its own and the shared accounts into a network where there is no organization", () => {
  const withoutOrganization = edited(estate(), { "networks.internal.share": { accounts: ["storefront", "orders"] } }, [
    "organization",
  ]);
  const platform = definePlatformFrom(withoutOrganization);
  const internal = platform.networks.internal;
  expect(internal && networkPolicyProps(platform, internal)).toMatchObject({
    organizationId: undefined,
    accountIds: ["111111111111", "222222222222", "333333333333"],
  });
});

it("lets accounts outside the organization in by id", () => {
  const platform = definePlatformFrom(estate());
  const props = Object.values(platform.networks).map((network) => networkPolicyProps(platform, network));
  expect(props.map(({ organizationId, accountIds }) => [organizationId, accountIds])).toEqual([
    ["o-a1b2c3d4e5", []],
    ["o-a1b2c3d4e5", ["444444444444"]],
  ]);
});

/** The sections, and what is in them by key, in another order. */
function shuffled(declaration: object, numbers: Iterator<number>, depth = 0): object {
  const entries = Object.entries(declaration).map(([key, value]): [number, string, unknown] => [
    numbers.next().value ?? 0,
    key,
    depth < 3 && typeof value === "object" && !Array.isArray(value) ? shuffled(value, numbers, depth + 1) : value,
  ]);
  return Object.fromEntries(entries.sort(([left], [right]) => left - right).map(([, key, value]) => [key, value]));
}
