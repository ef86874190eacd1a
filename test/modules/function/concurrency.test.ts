import { mapAsync } from "../../../modules/function/concurrency";

describe("mapAsync", () => {
  test("keeps the order of the items, whichever is ready first", async () => {
    const ready: (() => void)[] = [];
    const result = mapAsync([1, 2, 3], 3, async (item) => {
      await new Promise<void>((resolve) => ready.push(resolve));
      return item * 10;
    });
    for (const resolve of [...ready].reverse()) resolve();
    await expect(result).resolves.toEqual([10, 20, 30]);
  });

  test("never has more calls under way than the limit", async () => {
    let underWay = 0;
    let most = 0;
    await mapAsync([...Array(20).keys()], 4, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
    });
    expect(most).toBe(4);
  });

  test("no items, no calls", async () => {
    await expect(mapAsync([], 4, async () => 1)).resolves.toEqual([]);
  });

  test("fails with the call that fails", async () => {
    const failing = mapAsync([1, 2], 1, async (item) => {
      throw new Error(`item ${item}`);
    });
    await expect(failing).rejects.toThrow("item 1");
  });
});
