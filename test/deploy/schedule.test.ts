import fc from "fast-check";
import type { Ordered } from "../../deploy/order";
import { type Settled, schedule } from "../../deploy/schedule";

const stacks = (after: Record<string, string[]>): Ordered[] =>
  Object.entries(after).map(([id, before]) => ({ id, after: before }));

test("a failure keeps back what comes after it, also at two removes, and nothing else", async () => {
  const ran: string[] = [];
  const skipped: [string, readonly string[]][] = [];
  await schedule(stacks({ a: [], b: [], c: ["a"], d: ["c"], e: ["b"] }), {
    concurrency: 4,
    run: async (id) => {
      ran.push(id);
      return id === "a" ? "failed" : "done";
    },
    skip: (id, failed) => skipped.push([id, failed]),
  });
  expect(ran).toEqual(["a", "b", "e"]);
  expect(skipped).toEqual([
    ["c", ["a"]],
    ["d", ["c"]],
  ]);
});

test("what runs is waited for when all is stopped, and nothing more starts", async () => {
  const controller = new AbortController();
  const ended: string[] = [];
  const skipped: string[] = [];
  await schedule(stacks({ a: [], b: ["a"], c: [] }), {
    concurrency: 1,
    signal: controller.signal,
    run: async (id) => {
      controller.abort();
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(id);
      return "done";
    },
    skip: (id) => skipped.push(id),
  });
  expect(ended).toEqual(["a"]);
  expect(skipped.sort()).toEqual(["b", "c"]);
});

test("any order, any failures, any bound: every stack runs or is kept back, once, after all before it", async () => {
  const graph = fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 3 }), fc.boolean()), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(graph, fc.integer({ min: 1, max: 4 }), async (nodes, concurrency) => {
      const all = nodes.map(([before], index) => ({
        id: String(index),
        after: [...new Set(before.filter((each) => each < index).map(String))],
      }));
      const settled = new Map<string, Settled>();
      let running = 0;
      await schedule(all, {
        concurrency,
        run: async (id) => {
          running += 1;
          expect(running).toBeLessThanOrEqual(concurrency);
          expect(all[Number(id)]?.after.every((each) => settled.get(each) === "done")).toBe(true);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          const result = nodes[Number(id)]?.[1] ? "done" : "failed";
          settled.set(id, result);
          return result;
        },
        skip: (id) => {
          expect(settled.has(id)).toBe(false);
          expect(all[Number(id)]?.after.some((each) => settled.get(each) === "failed")).toBe(true);
          settled.set(id, "failed");
        },
      });
      expect(settled.size).toBe(all.length);
    }),
    { numRuns: 60 },
  );
});
