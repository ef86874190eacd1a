import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { trellis, writePlatform } from "../support/commands";
import { created, failure, versionedCommand } from "../support/fake-terraform";
import { smallest } from "../support/smallest-estate";

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

test.each(["deploy", "destroy"])("%s of named stacks and --all: nothing is done", async (verb) => {
  expect(await refused([verb, "network-private", "--all", ...unasked])).toBe(
    `--all is every stack of the platform, and network-private is named besides: say one or the other. Nothing was ${verb}ed.\n`,
  );
  expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
});

test("an account that is not declared is named with the nearest, in one sentence", async () => {
  expect(await refused(["bootstrap", "hubb", "--auto-approve"])).toBe(
    'There is no account hubb; did you mean "hub"?\nThe accounts are: app, hub\n',
  );
});

test("the command that goes on has the flags that were given: the same folder, and so the same states", async () => {
  const flags = ["-o", "build/my tf", "-c", "2", ...unasked];
  const repeated = "network-private --output 'build/my tf' --concurrency 2 --no-preflight --auto-approve";
  const output = await refused(["deploy", "network-private", ...flags], failingTerraform());
  expect(output).toContain(`To go on: trellis deploy ${repeated}\n`);
  const json = await refused(["deploy", "--all", ...flags, "--json"], failingTerraform());
  expect(json).toContain(`"next": "trellis deploy ${repeated} --json"`);
});

test("whoever reads stops reading: what was begun is done to its end, and nothing is said about it", async () => {
  writePlatform(folder, platform);
  const go = join(folder, "go");
  const apply = `apply) while [ ! -e '${go}' ]; do sleep 0.1; done; touch '${join(folder, "applied")}';;`;
  const args = ["--import", require.resolve("tsx"), resolve("cli", "main.ts"), "deploy", "--all", ...unasked];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, TERRAFORM_BINARY_NAME: scriptedTerraform(apply) },
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.once("data", () => {
    child.stdout.destroy();
    writeFileSync(go, "");
  });
  expect(await new Promise((done) => child.once("close", done))).toBe(0);
  expect(existsSync(join(folder, "applied"))).toBe(true);
  expect(errors).toBe("");
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
    expect(output).toContain("To go on: trellis deploy network-private --no-preflight");
    expect(output).toMatch(/exit code 1\s*$/);
    expect(existsSync(join(folder, "applied"))).toBe(false);
  });

  test("a terminal that cannot move its cursor has a line for each step", async () => {
    const output = await answered("yes", { environment: { CI: "", TERM: "dumb" } });
    expect(output).toContain("  network-private: plan: 1 to add\r\n");
    expect(output).toContain("  network-private: unchanged\r\n");
  });

  test("a terminal that does not know its width, and says 0, has whole lines", async () => {
    const output = await answered("no", { before: "stty cols 0;", environment: { CI: "" } });
    expect(stripVTControlCharacters(output)).toMatch(/network-private +plan: 1 to add/);
  });
});

interface Terminal {
  /** Run in the terminal first. */
  readonly before?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a deploy on a terminal of its own, and answers its question. */
async function answered(answer: string, { before = "", environment = {} }: Terminal = {}): Promise<string> {
  writePlatform(folder, platform);
  const main = resolve("cli", "main.ts");
  const command = `${before} '${process.execPath}' --import '${require.resolve("tsx")}' '${main}' deploy --all --no-preflight; echo "exit code $?"`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", CI: "true", TERRAFORM_BINARY_NAME: planningTerraform(), ...environment },
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
  const plan = `plan) echo '${JSON.stringify(created("aws_x.y"))}';;`;
  return scriptedTerraform(`${plan} apply) touch '${join(folder, "applied")}';;`);
}

/** A Terraform whose apply fails. */
function failingTerraform(): string {
  return scriptedTerraform(`apply) echo '${JSON.stringify(failure("It is taken"))}'; exit 1;;`);
}

function scriptedTerraform(cases: string): string {
  const command = join(folder, "scripted-terraform");
  writeFileSync(
    command,
    `#!/bin/sh\ncase "$1" in version) echo "Terraform v1.11.4";; init) mkdir -p .terraform;; ${cases} esac\n`,
  );
  chmodSync(command, 0o755);
  return command;
}
