import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { strFromU8, unzipSync } from "fflate";
import type { Platform, PlatformLambda } from "../../declaration/schema/platform";
import platform from "../../example";
import type { Bundle } from "../../modules/function/bundle";
import { bundlesFor, functionCode } from "../../stacks/bundles";
import { layoutOf } from "../../stacks/layout";

const layouts = layoutOf(platform);
let bundles: ReadonlyMap<string, Bundle>;
beforeAll(async () => {
  bundles = await bundlesFor(platform, layouts);
});

const codeOf = ({ path }: Bundle) => strFromU8(unzipSync(readFileSync(path))["index.js"] ?? new Uint8Array());

/** The example with another budget for the code of orders. */
function withBudget(codeBudget: number): Platform {
  const { orders } = platform.services;
  const api = orders?.targets.api as PlatformLambda;
  const targets = { ...orders?.targets, api: { ...api, codeBudget } };
  return {
    ...platform,
    services: { ...platform.services, orders: { ...orders, targets } as Platform["services"][string] },
  };
}

test("the example's functions have budgets that a careless import would pass: at most four times their code", () => {
  const functions = functionCode(platform, layouts, bundles);
  expect(functions).toHaveLength(4);
  expect(functions.filter(({ size, budget }) => size > budget * 1024 || size * 4 < budget * 1024)).toEqual([]);
});

test("a function over its budget keeps its stack from being made, and says what to do", async () => {
  await expect(bundlesFor(withBudget(10), layouts)).rejects.toThrow(
    /^services\.orders\.targets\.api: functions\/orders\/handler\.ts is [\d.]+ KB of minified code; allowed: 10 KB\. Import less, or raise its codeBudget$/,
  );
});

test("the example's functions are minified and bring no AWS SDK, and nothing but the runtime and what validates", async () => {
  for (const [entry, bundle] of bundles) {
    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      platform: "node",
      format: "cjs",
      mainFields: ["module", "main"],
      metafile: true,
      write: false,
    });
    const packages = Object.keys(metafile.inputs).flatMap(
      (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
    );
    expect([...new Set(packages)].filter((name) => name !== "valibot")).toEqual([]);
    const code = codeOf(bundle);
    expect(code).not.toMatch(/aws-sdk|@smithy/);
    expect(code.split("\n").length).toBeLessThan(code.length / 500);
  }
});
