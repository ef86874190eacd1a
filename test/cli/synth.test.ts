import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Platform } from "../../declaration";
import { definePlatformFrom, localState } from "../../declaration";
import { synthesize } from "../../stacks/app";
import { trellis } from "../support/commands";

/** Networks of one account and nothing else. */
function withNetworks(...keys: readonly string[]): Platform {
  const networks = Object.fromEntries(keys.map((key) => [key, { account: "hub", accessLogs: false }]));
  const accounts = keys.length > 0 ? { hub: { id: "100000000001" } } : {};
  const rest = { region: "eu-central-1", state: localState(), services: {}, consumers: {} };
  return definePlatformFrom({ name: "tiny", accounts, networks, ...rest });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-synth-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function synth(platform: Platform, ...flags: string[]): Promise<string> {
  const { code, output } = await trellis(["synth", ...flags], { folder, platform, environment: process.env }).ended;
  expect(code).toBe(0);
  return output;
}

test("a stack that is declared no more is named, since what it deployed stays", async () => {
  expect(await synth(withNetworks("first", "second"))).not.toContain("Removed");
  expect(await synth(withNetworks("first"))).toContain(
    "Removed from cdktf.out\n  network-second is declared no more. If it is deployed, declare it again and run: npx trellis destroy network-second\n",
  );
  expect(existsSync(join(folder, "cdktf.out", "stacks", "network-second"))).toBe(false);
  expect(JSON.parse(await synth(withNetworks("first"), "--json"))).toMatchObject({ removed: [] });
  expect(JSON.parse(await synth(withNetworks("third"), "--json"))).toMatchObject({ removed: ["network-first"] });
});

test("a stack that is not selected keeps its folder, and is not said to be removed", async () => {
  await synth(withNetworks("first", "second"));
  expect(await synth(withNetworks("first", "second"), "network-first")).not.toContain("Removed");
  expect(existsSync(join(folder, "cdktf.out", "stacks", "network-second"))).toBe(true);
});

test("what comes next is said of the folder that was written", async () => {
  const here = await synth(withNetworks("first"));
  expect(here).toMatch(/Next\n {2}npx trellis access +who can call what/);
  expect(here).toMatch(/npx trellis deploy --all +the stacks/);
  const elsewhere = await synth(withNetworks("first"), "-o", "build/my tf");
  expect(elsewhere).toContain("npx trellis access --from 'build/my tf' ");
  expect(elsewhere).toContain("npx trellis deploy --all --output 'build/my tf' ");
});

test("a platform without anything says so, and what comes next is left out", async () => {
  const output = await synth(withNetworks());
  expect(output).toBe(
    "tiny: 0 accounts, 0 stacks, 0 services\n\nAccounts\n  none\n\nStacks, in deploy order\n  none\n\nServices\n  none\n",
  );
});

describe("a state that could not be saved, in the folder of a stack", () => {
  const [second, stranded] = ["cdktf.out/stacks/network-second", "cdktf.out/stacks/network-second/errored.tfstate"];
  const push = `Put it back first: terraform -chdir=${second} state push errored.tfstate && rm ${stranded}. Then`;

  beforeEach(async () => {
    await synth(withNetworks("first", "second"));
    writeFileSync(join(folder, stranded), "the only copy");
  });
  afterEach(() => expect(readFileSync(join(folder, stranded), "utf8")).toBe("the only copy"));

  test("that is declared no more: synth refuses, and says how it is put back", async () => {
    const environment = { ...process.env, TERRAFORM_BINARY_NAME: "" };
    const { code, output } = await trellis(["synth"], { folder, platform: withNetworks("first"), environment }).ended;
    expect({ code, lines: output.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
    expect(output).toContain(push);
  });

  test("that is not selected: synth leaves it alone", async () => {
    await synth(withNetworks("first", "second"), "network-first");
  });

  test("that is not selected: the cdktf command's app refuses, since cdktf then removes the folder", async () => {
    const whole = withNetworks("first", "second");
    const outdir = join(folder, "cdktf.out");
    const one = { outdir, stacks: ["network-first"] };
    await expect(synthesize(whole, { ...one, othersGo: true })).rejects.toThrow("Put it back first");
    await synthesize(whole, { outdir, othersGo: true });
  });
});

test("a state of another name in a folder that would go is not lost either", async () => {
  await synth(withNetworks("first", "second"));
  const state = "cdktf.out/stacks/network-second/terraform.tfstate";
  writeFileSync(join(folder, state), "{}");
  const options = { folder, platform: withNetworks("first"), environment: process.env };
  const { code, output } = await trellis(["synth"], options).ended;
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^A state in ${state} would go with its folder`));
  expect(existsSync(join(folder, state))).toBe(true);
});
