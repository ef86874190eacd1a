import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import platform from "../../example";
import { synthesize } from "../../stacks/app";
import { UnknownStackError } from "../../stacks/select";
import { readStack, synthPlatform } from "../support/synth-platform";

describe("synthesize", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "trellis-app-"));
  });
  afterEach(() => {
    delete process.env.TRELLIS_STACKS;
    rmSync(dir, { recursive: true });
  });
  const written = () => readdirSync(join(dir, "stacks")).sort();

  test("writes the stacks that TRELLIS_STACKS names, with the code of their functions", async () => {
    process.env.TRELLIS_STACKS = "producer-payments, network-*";
    const layouts = await synthesize(platform, { outdir: dir });
    expect(layouts.map(({ id }) => id)).toEqual([
      "network-internal",
      "network-partners-eu-west-1",
      "producer-payments",
    ]);
    expect(written()).toEqual(layouts.map(({ id }) => id));
    const { filename } = readStack(dir, "producer-payments").resource("aws_lambda_function");
    expect(existsSync(join(dir, "stacks", "producer-payments", String(filename)))).toBe(true);
  });

  test("writes every stack where TRELLIS_STACKS is empty", async () => {
    process.env.TRELLIS_STACKS = " ,";
    await synthesize(platform, { outdir: dir });
    expect(written()).toHaveLength(10);
  });

  test("a stack alone is the same as among the others", async () => {
    await synthesize(platform, { outdir: dir, stacks: ["consumer-storefront"] });
    const alone = readStack(dir, "consumer-storefront");
    rmSync(join(dir, "stacks"), { recursive: true });
    await synthesize(platform, { outdir: dir });
    expect(readStack(dir, "consumer-storefront")).toEqual(alone);
  });

  test("refuses a stack that does not exist, before it writes anything", async () => {
    await expect(synthesize(platform, { outdir: dir, stacks: ["producer-pay"] })).rejects.toThrow(UnknownStackError);
    expect(existsSync(join(dir, "stacks"))).toBe(false);
  });
});

test("every resource of the example carries no secret and no path of this machine", () => {
  const app = synthPlatform(platform);
  for (const { id } of app.layouts) {
    expect(JSON.stringify(app.stack(id).json)).not.toMatch(new RegExp(`${process.cwd()}|${tmpdir()}|/home/|/root/`));
  }
});
