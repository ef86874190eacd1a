import { observed } from "../../../../functions/runtime/observe/observed";
import type { Observer } from "../../../../functions/runtime/observe/observer";
import { observers } from "../../../../functions/runtime/observe/observers";

function spying(name: string, seen: unknown[]): Observer {
  const wrap = async <T>(what: string, run: () => Promise<T>) => {
    seen.push(`${name} ${what}`);
    return run().finally(() => seen.push(`${name} end`));
  };
  return {
    log: (...values) => void seen.push([name, ...values]),
    metric: (...values) => void seen.push([name, ...values]),
    publish: () => void seen.push(`${name} publish`),
    onRequest: (_request, run) => wrap("request", run),
    onCall: (_call, run) => wrap("call", run),
  };
}

test("joined observers get every line and metric, and wrap in order; what one lacks is left out", async () => {
  const seen: unknown[] = [];
  const joined = observers(spying("a", seen), { log: () => undefined }, spying("b", seen));
  joined.log("WARN", "m", { x: 1 });
  joined.metric?.("Orders", 2, "Count");
  joined.publish?.();
  expect(seen.splice(0)).toEqual([
    ["a", "WARN", "m", { x: 1 }],
    ["b", "WARN", "m", { x: 1 }],
    ["a", "Orders", 2, "Count"],
    ["b", "Orders", 2, "Count"],
    "a publish",
    "b publish",
  ]);
  expect(await joined.onRequest?.({} as never, async () => ({ statusCode: 200 }))).toEqual({ statusCode: 200 });
  expect(await joined.onCall?.({} as never, async () => ({ status: 200 }))).toEqual({ status: 200 });
  const nested = (what: string) => [`a ${what}`, `b ${what}`, "b end", "a end"];
  expect(seen).toEqual([...nested("request"), ...nested("call")]);
});

test("an observed function publishes once it has answered, and once it has failed", async () => {
  const seen: unknown[] = [];
  const observer = spying("a", seen);
  const handler = observed(observer, async (event: { n: number }, context: string) => {
    seen.push(context);
    if (event.n < 0) throw new RangeError("negative");
    return event.n + 1;
  });
  expect(await handler({ n: 1 }, "c1")).toBe(2);
  await expect(handler({ n: -1 }, "c2")).rejects.toThrow("negative");
  expect(seen).toEqual(["c1", "a publish", "c2", "a publish"]);
  expect(await observed({ log: () => undefined }, () => "sync")()).toBe("sync");
});

test("an observed function keeps its outcome where the observer cannot publish, which is logged", async () => {
  const lines: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((line) => !!lines.push(`${line}`));
  const publish = () => {
    throw new Error("disk full");
  };
  const observer: Observer = { log: () => undefined, publish };
  try {
    expect(await observed(observer, () => 7)()).toBe(7);
    await expect(observed(observer, () => Promise.reject(new RangeError("negative")))()).rejects.toThrow("negative");
  } finally {
    write.mockRestore();
  }
  expect(lines).toEqual([expect.stringContaining("disk full"), expect.stringContaining("disk full")]);
});
