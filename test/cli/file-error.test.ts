import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFileError } from "../../cli/file-error";
import { trellis } from "../support/commands";
import { versionedCommand } from "../support/fake-terraform";
import { smallest } from "../support/smallest-estate";

const platform = smallest({ consumers: {} });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-file-error-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function refused(...args: string[]): Promise<string> {
  // Deploys get as far as to their files on a machine without Terraform, too.
  const environment = { ...process.env, TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.0") };
  const { code, output } = await trellis(args, { folder, platform, environment }).ended;
  expect(code).toBe(1);
  return output;
}

const unasked = ["--auto-approve", "--no-preflight"];

test.each([
  ["synth", []],
  ["deploy", ["--all", ...unasked]],
])("%s into a file is one sentence, and the file stays", async (verb, flags) => {
  writeFileSync(join(folder, "taken"), "mine");
  expect(await refused(verb, ...flags, "-o", "taken")).toMatch(
    /^taken\S*: a file is where a folder belongs \(\w+, \w+\)\. Move the file away, or name another folder\.\n$/,
  );
  expect(readFileSync(join(folder, "taken"), "utf8")).toBe("mine");
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("synth where no folder can be made", async () => {
  expect(await refused("synth", "-o", "/proc/nowhere")).toBe(
    "/proc/nowhere: no folder can be made here (ENOENT, mkdir). Name another one.\n",
  );
});

test("a file in the place of .trellis", async () => {
  writeFileSync(join(folder, ".trellis"), "");
  const sentence = /^\.trellis\S*: a file is where a folder belongs \(\w+, mkdir\)\. [^\n]+\n$/;
  expect(await refused("deploy", "--all", ...unasked)).toMatch(sentence);
});

test.each(["synth", "deploy", "bootstrap"])(
  "%s --output without a name, of a variable that is not set",
  async (verb) => {
    const stacks = verb === "bootstrap" ? ["hub"] : [];
    expect(await refused(verb, ...stacks, "--output", "")).toBe(
      "error: option '-o, --output <folder>' argument '' is invalid. The name of a folder is allowed.\n",
    );
    expect(readdirSync(folder)).toEqual(["platform.ts"]);
  },
);

test("for a machine it is the error", async () => {
  writeFileSync(join(folder, "cdktf.out"), "");
  const [json = ""] = (await refused("synth", "--json")).split("\n");
  expect(JSON.parse(json)).toEqual({ error: expect.stringMatching(/^cdktf\.out\/stacks: a file is where/) });
});

test("what is no obstacle of the user's stays an error of ours", () => {
  const missing = Object.assign(new Error("ENOENT"), { code: "ENOENT", syscall: "open", path: "/x/cdk.tf.json" });
  expect(describeFileError(missing)).toBeUndefined();
  expect(describeFileError(new Error("boo"))).toBeUndefined();
  expect(describeFileError("boo")).toBeUndefined();
});

test("permission that is denied, with the path from here", () => {
  const denied = Object.assign(new Error(), {
    code: "EACCES",
    syscall: "mkdir",
    path: join(process.cwd(), "cdktf.out"),
  });
  expect(describeFileError(denied)).toBe(
    "cdktf.out: permission denied (EACCES, mkdir). Give yourself the right to it, or work in another folder.",
  );
});
