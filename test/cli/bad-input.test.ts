import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { trellis, writePlatform } from "../support/commands";
import { created, versionedCommand } from "../support/fake-terraform";
import { smallest } from "../support/smallest-estate";

jest.setTimeout(60_000);

const platform = smallest({ consumers: {} });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-bad-input-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a command printed, which ends with exit code 1, and without a stack trace. */
async function refused(args: readonly string[], terraform = versionedCommand("Terraform v1.11.4")): Promise<string> {
  const environment = { ...process.env, TERRAFORM_BINARY_NAME: terraform };
  const { code, output } = await trellis(args, { folder, platform, environment }).ended;
  expect(code).toBe(1);
  expect(output).not.toMatch(/^ +at /m);
  return output;
}

const unasked = ["--auto-approve", "--no-preflight"];

test.each(["deploy", "destroy"])("%s of a stack that is not declared names the nearest", async (verb) => {
  expect(await refused([verb, "network-privat", ...unasked])).toBe(
    'There is no stack network-privat; did you mean "network-private"?\nThe stacks are: network-private\n',
  );
});

test("preflight of a stack that is not declared does too", async () => {
  expect(await refused(["preflight", "networks"])).toContain("There is no stack networks");
});

test("synthesized Terraform that is older than the declaration", async () => {
  const stack = join(folder, "cdktf.out", "stacks", "network-private");
  mkdirSync(stack, { recursive: true });
  writeFileSync(join(stack, "cdk.tf.json"), "{}");
  expect(await refused(["deploy", "--all", "--skip-synth", ...unasked])).toBe(
    "cdktf.out is not what the declaration says now: network-private. Synthesize again with: trellis synth (or leave out --skip-synth).\n",
  );
});

test.each([
  ["absent", () => "/nowhere/tofu", "/nowhere/tofu is not installed. Install Terraform ("],
  ["Terraform 1.9", () => versionedCommand("Terraform v1.9.8"), "is version 1.9.8; 1.10 or later is needed"],
  ["OpenTofu 1.8", () => versionedCommand("OpenTofu v1.8.3"), "is version 1.8.3; 1.10 or later is needed"],
  ["something else", () => versionedCommand("hello"), "is neither Terraform nor OpenTofu"],
])("a Terraform that is %s", async (_, command, sentence) => {
  const output = await refused(["deploy", "--all", ...unasked], command());
  expect(output).toContain(sentence);
  expect(output.trim().split("\n")).toHaveLength(1);
});

test("a role of another account", async () => {
  const role = "arn:aws:iam::999999999999:role/deploy";
  const declaration = resolve("declaration");
  writeFileSync(
    join(folder, "platform.ts"),
    `import { definePlatform, localState } from ${JSON.stringify(declaration)};
     export default definePlatform({ name: "tiny", region: "eu-central-1", state: localState(),
       accounts: { hub: { id: "100000000001", deployRole: "${role}" } },
       networks: { private: { account: "hub", accessLogs: false } }, services: {}, consumers: {} });`,
  );
  const { code, output } = await trellis(["deploy", "--all", ...unasked], { folder, environment: process.env }).ended;
  expect(code).toBe(1);
  expect(output).toMatch(
    new RegExp(`^The declaration has 1 mistake:\n +accounts\\.hub\\.deployRole: found "${role}"; allowed: .*\n$`),
  );
});

const describeWithTerminal = /util-linux/.test(spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "")
  ? describe
  : describe.skip;

describeWithTerminal("asked on a terminal", () => {
  test("yes is yes: what was planned is applied", async () => {
    expect(await answered("yes")).toMatch(/exit code 0\s*$/);
    expect(existsSync(join(folder, "applied"))).toBe(true);
  });

  test.each(["no", "y", ""])("%j is no: nothing is applied, and the command that goes on is named", async (answer) => {
    const output = await answered(answer);
    expect(output).toContain('Deploy this stack? Only "yes" is a yes: ');
    expect(output).toMatch(/not started +network-private +since the approval was refused/);
    expect(output).toContain("To go on: trellis deploy network-private");
    expect(output).toMatch(/exit code 1\s*$/);
    expect(existsSync(join(folder, "applied"))).toBe(false);
  });
});

/** Runs a deploy on a terminal of its own, and answers its question. */
async function answered(answer: string): Promise<string> {
  writePlatform(folder, platform);
  const main = resolve("cli", "main.ts");
  const command = `'${process.execPath}' --import '${require.resolve("tsx")}' '${main}' deploy --all --no-preflight; echo "exit code $?"`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", CI: "true", TERRAFORM_BINARY_NAME: planningTerraform() },
  });
  let output = "";
  let asked = false;
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (asked || !output.includes("is a yes: ")) return;
    asked = true;
    child.stdin.end(`${answer}\r`);
  });
  await new Promise((done) => child.once("close", done));
  return output;
}

/** A Terraform whose plan wants one resource. */
function planningTerraform(): string {
  const command = join(folder, "planning-terraform");
  const plan = `plan) echo '${JSON.stringify(created("aws_x.y"))}';;`;
  writeFileSync(
    command,
    `#!/bin/sh\ncase "$1" in version) echo "Terraform v1.11.4";; init) mkdir -p .terraform;; ${plan} apply) touch '${join(folder, "applied")}';; esac\n`,
  );
  chmodSync(command, 0o755);
  return command;
}
