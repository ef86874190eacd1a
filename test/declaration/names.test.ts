import fc from "fast-check";
import { isName, type nameRules } from "../../declaration/names";
import { functionName, shortened } from "../../declaration/resource-names";

/** Pattern and length of each name as the VPC Lattice API model spells them. */
const model: readonly (readonly [kind: keyof typeof nameRules, min: number, max: number, pattern: RegExp])[] = [
  ["serviceNetwork", 3, 63, /^(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$/],
  ["service", 3, 40, /^(?!svc-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$/],
  ["targetGroup", 3, 128, /^(?!tg-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$/],
  ["listener", 3, 63, /^(?!listener-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$/],
  ["rule", 3, 63, /^(?!rule-)(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+$/],
];

const beginnings = ["", "-", "svc-", "svc", "tg-", "tg", "listener-", "rule-", "rule"];
const nearlyNames = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.string({ unit: fc.constantFrom("a", "z", "0", "9", "b", "c", "-"), maxLength: 130 }),
    fc.constantFrom("", "", "", "-", "A", "_", ".", " ", "\n", "é"),
  )
  .map((parts) => parts.join(""));
const plainNames = fc
  .tuple(fc.constantFrom(...beginnings), fc.string({ unit: fc.constantFrom("a", "0"), maxLength: 130 }))
  .map((parts) => parts.join(""));

it.each(model)("a %s takes the names that AWS takes", (kind, min, max, pattern) => {
  const name = fc.oneof(nearlyNames, plainNames, fc.string({ maxLength: 130 }));
  fc.assert(
    fc.property(name, (text) => {
      expect(isName(kind, text)).toBe(text.length >= min && text.length <= max && pattern.test(text));
    }),
    { numRuns: 1000 },
  );
});

it.each(model)("a %s of the shortest and the longest name, and none beyond", (kind, min, max) => {
  const accepted = [min - 1, min, max, max + 1].map((length) => isName(kind, "a".repeat(length)));
  expect(accepted).toEqual([false, true, true, false]);
});

const key = fc
  .stringMatching(/^[a-z0-9](-?[a-z0-9]){0,19}$/)
  .chain((text) => fc.constantFrom(text, text.repeat(2)))
  .filter((text) => isName("key", text));

it("a function's name is at most 64 characters, of the kind that IAM and Lambda take", () => {
  fc.assert(
    fc.property(key, key, key, (platform, owner, target) => {
      const name = functionName(platform.slice(0, 20), owner, target);
      expect(name).toMatch(/^[a-z0-9]+(-+[a-z0-9]+)*$/);
      expect(name.length).toBeLessThanOrEqual(64);
      expect(functionName(platform.slice(0, 20), owner, target)).toBe(name);
    }),
  );
});

it("shortened names are within the limit, and different where the names were", () => {
  const long = fc.string({ unit: fc.constantFrom("a", "b", "-"), minLength: 60, maxLength: 100 });
  fc.assert(
    fc.property(long, long, fc.integer({ min: 20, max: 64 }), (left, right, limit) => {
      expect(shortened(left, limit).length).toBeLessThanOrEqual(limit);
      expect(shortened(left, limit) === shortened(right, limit)).toBe(left === right);
    }),
  );
});

it("a name that fits stays as it is, and one that does not ends with its hash", () => {
  expect(functionName("acme", "orders", "api")).toBe("acme-orders-api");
  expect(functionName("acme", "o".repeat(40), "t".repeat(40))).toMatch(/^acme-o{40}-t{9}-[0-9a-f]{8}$/);
  const endings = ["x", "y"].map((last) => shortened("n".repeat(70) + last, 64));
  expect(new Set(endings).size).toBe(2);
});
