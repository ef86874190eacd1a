import { DeclarationError, definePlatformFrom } from "../../../declaration";
import { estate } from "../estate";
import { edited } from "./edits";

/** Objects whose properties say nothing, where a declaration means plain data: one line each, at their own place. */
const cases: readonly (readonly [path: string, value: unknown, mistake: string])[] = [
  ["services.orders", Promise.resolve(1), "found a Promise; allowed: what it resolves to: await it"],
  ["services.orders.targets", new Map(), "found a Map; allowed: a plain object: Object.fromEntries makes one of it"],
  ["services.orders.domain.name", new Promise(() => {}), "found a Promise; allowed: what it resolves to: await it"],
  ["services.orders.grants", new Set(), "found a Set; allowed: a list: [...set] makes one of it"],
  ["networks.internal.share", Promise.resolve({}), "found a Promise; allowed: what it resolves to: await it"],
  ["networks.internal.authPolicy", new Date(0), "found a Date; allowed: text or a number"],
  ["consumers.storefront.vpc", Promise.resolve(1), "found a Promise; allowed: what it resolves to: await it"],
  ["organization", Promise.resolve(1), "found a Promise; allowed: what it resolves to: await it"],
  ["quotas", new Map(), "found a Map; allowed: a plain object: Object.fromEntries makes one of it"],
  ["vpcs", new Map(), "found a Map; allowed: a plain object: Object.fromEntries makes one of it"],
  ["accounts", Promise.resolve(1), "found a Promise; allowed: what it resolves to: await it"],
  ["services.orders.routes[0].match", /orders/, "found a RegExp; allowed: text"],
];

it.each(cases)("%s", (path, value, mistake) => {
  expect(linesOf(edited(estate(), { [path]: value }))).toContain(`${path}: ${mistake}`);
  expect(linesOf(edited(estate(), { [path]: value })).filter((line) => line.startsWith(path))).toHaveLength(1);
});

it("a declaration that nobody awaited", () => {
  expect(linesOf(Promise.resolve(estate()))[0]).toBe(
    "the declaration: found a Promise; allowed: what it resolves to: await it",
  );
});

it("takes objects of other origins that hold plain data", () => {
  class Shared {
    organization = true;
  }
  const bare = Object.assign(Object.create(null), { account: "orders" });
  const { vpc } = estate().vpcs.orders;
  expect(linesOf(edited(estate(), { "networks.internal.share": new Shared() }))).toEqual([]);
  expect(linesOf(edited(estate(), { "vpcs.orders": Object.assign(bare, { vpc }) }))).toEqual([]);
});

function linesOf(declaration: unknown): string[] {
  try {
    definePlatformFrom(declaration);
    return [];
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim())
      .sort((left, right) => Number(right.startsWith("the declaration")) - Number(left.startsWith("the declaration")));
  }
}
