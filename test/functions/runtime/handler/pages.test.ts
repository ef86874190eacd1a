import fc from "fast-check";
import { pageOf } from "../../../../functions/runtime/handler";

test("pages hold every item once, by id, in whatever order the items are kept", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.integer({ min: 1, max: 4 }), (ids, limit) => {
      const items = ids.map((id) => ({ id }));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = pageOf(items, { limit, cursor });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual([...ids].sort());
    }),
  );
});

test("a cursor that the service never gave is the caller's mistake", () => {
  expect(() => pageOf([{ id: "a" }], { limit: 1, cursor: "!" })).toThrow("not one that this service gave");
});
