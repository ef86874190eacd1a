import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { destroy } from "../../deploy/destroy";
import type { WorkOptions } from "../../deploy/options";
import { applied, deleted, FakeTerraform, failure, type Script, versionedCommand } from "../support/fake-terraform";
import platform from "../terraform/estates/minimal";

const environment = { ...process.env, TERRAFORM_BINARY_NAME: versionedCommand("OpenTofu v1.10.0") };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "trellis-destroy-"));
  mkdirSync(join(root, "terraform", "state"), { recursive: true });
  for (const id of ["network-private", "producer-hello", "consumer-caller"]) holds(id, 2);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function holds(id: string, resources: number): void {
  const state = {
    version: 4,
    resources: Array.from({ length: resources }, () => ({ mode: "managed", type: "a", name: "b" })),
  };
  writeFileSync(join(root, "terraform", "state", `${id}.tfstate`), JSON.stringify(state));
}

function run(script: Script, options: WorkOptions = {}) {
  const terraform = new FakeTerraform(script);
  const outdir = join(root, "cdktf.out");
  const retryAfter = [0, 0];
  const ending = destroy(platform, {
    outdir,
    environment,
    preflight: false,
    retryAfter,
    run: terraform.run,
    ...options,
  });
  return { terraform, ending };
}

const removing: Script = () => ({ lines: [deleted("a.b"), applied(0, 0, 1, "destroy")] });

const failing =
  (summary: string): Script =>
  (_, operation) =>
    operation === "init" ? {} : { lines: [failure(summary)], code: 1 };

test("every stack goes after those that read it", async () => {
  const { terraform, ending } = run(removing);
  expect((await ending).ok).toBe(true);
  expect(terraform.work).toEqual(
    ["consumer-caller", "producer-hello", "network-private"].map((id) => `${id} apply -destroy`),
  );
});

test("a stack whose state holds nothing is left alone", async () => {
  holds("consumer-caller", 0);
  rmSync(join(root, "terraform", "state", "producer-hello.tfstate"));
  const { terraform, ending } = run(removing);
  expect((await ending).ok).toBe(true);
  expect(terraform.work).toEqual(["network-private apply -destroy"]);
});

test("a stack that others read stays, and they are named", async () => {
  const { terraform, ending } = run(removing, { stacks: ["network-private"] });
  await expect(ending).rejects.toThrow(
    [
      "producer-hello is deployed and reads network-private.",
      "consumer-caller is deployed and reads network-private.",
      "Nothing was destroyed. Destroy these stacks as well: producer-hello consumer-caller",
    ].join("\n"),
  );
  expect(terraform.calls).toEqual([]);
});

const write = (id: string, text: string) => writeFileSync(join(root, "terraform", "state", `${id}.tfstate`), text);

test.each(["{}", "[]", "null", '{"version":4}', '{"version":"4","resources":[]}', '{"version":4,"resources":{}}', "{"])(
  "of a state that is none (%s) nobody says that it holds nothing: Terraform is asked",
  async (text) => {
    write("consumer-caller", text);
    const { terraform, ending } = run(failing("Unsupported state file format"), { stacks: ["consumer-caller"] });
    expect(await ending).toMatchObject({ ok: false, outcomes: [{ result: "failed" }] });
    expect(terraform.work).toEqual(["consumer-caller apply -destroy"]);
    const { ending: others } = run(removing, { stacks: ["producer-hello"] });
    await expect(others).rejects.toThrow(
      /^consumer-caller reads producer-hello, and whether it is still there cannot be seen: the state of consumer-caller is damaged, \S+consumer-caller\.tfstate is no state file\.\nNothing was destroyed\. Put back the last good version of the state of consumer-caller \(.*\) and run this again; if nothing of it was ever deployed, remove the state\.$/,
    );
  },
);

test("an empty state is not taken for none, as Terraform takes it", async () => {
  write("consumer-caller", "");
  const { terraform, ending } = run(removing, { stacks: ["consumer-caller"] });
  expect(await ending).toMatchObject({
    ok: false,
    outcomes: [
      {
        problems: [
          expect.stringMatching(
            /^The state of consumer-caller cannot be read: .*consumer-caller\.tfstate is empty\. Nothing was changed\. Put back its last good version .*; if nothing of consumer-caller was ever deployed, remove the file\.$/,
          ),
        ],
      },
    ],
  });
  expect(terraform.calls).toEqual([]);
});

test("a state that could not be saved is not taken for a stack that holds nothing", async () => {
  holds("consumer-caller", 0);
  const folder = join(root, "cdktf.out", "stacks", "consumer-caller");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "errored.tfstate"), "{}");
  const { terraform, ending } = run(removing, { stacks: ["consumer-caller"] });
  expect(await ending).toMatchObject({
    ok: false,
    outcomes: [{ result: "failed", problems: [expect.stringContaining("state push errored.tfstate && rm ")] }],
  });
  expect(terraform.calls).toEqual([]);
});

test("a state of what is in another region is not destroyed in this one, where nothing of it is", async () => {
  const arn = "arn:aws:vpc-lattice:us-east-1:100000000003:servicenetworkvpcassociation/snva-1";
  const resource = { mode: "managed", type: "aws_x", name: "b", instances: [{ attributes: { arn } }] };
  write("consumer-caller", JSON.stringify({ version: 4, resources: [resource] }));
  const { terraform, ending } = run(removing, { stacks: ["consumer-caller"] });
  expect(await ending).toMatchObject({
    ok: false,
    outcomes: [{ problems: [expect.stringContaining(`of the region us-east-1 (aws_x.b: ${arn})`)] }],
  });
  expect(terraform.calls).toEqual([]);
});

test.each(["network-private", "producer-hello"])(
  "an empty state of what it reads (%s) is named, and not taken for one that was never deployed",
  async (predecessor) => {
    write(predecessor, "");
    const { terraform, ending } = run(removing, { stacks: ["consumer-caller"] });
    expect(await ending).toMatchObject({
      ok: false,
      outcomes: [
        {
          stack: "consumer-caller",
          problems: [
            expect.stringMatching(
              new RegExp(
                `^The state of ${predecessor}, which consumer-caller reads, cannot be read: \\S+/${predecessor}\\.tfstate is empty\\. Nothing was changed\\. Put back its last good version \\(a local state has a \\.backup beside it\\) and run this again; if nothing of ${predecessor} was ever deployed, remove the file\\.$`,
              ),
            ),
          ],
        },
      ],
    });
    expect(terraform.calls).toEqual([]);
  },
);

test("of a reader whose state is empty nobody says that it is deployed, nor that it is not", async () => {
  write("consumer-caller", "");
  const { terraform, ending } = run(removing, { stacks: ["producer-hello"] });
  await expect(ending).rejects.toThrow(
    /: the state of consumer-caller is damaged, \S+consumer-caller\.tfstate is empty\.\n/,
  );
  expect(terraform.calls).toEqual([]);
});

test.each([
  ["unexpected state 'UNAVAILABLE', wanted target ''. last error: HealthCheckNotSupported"],
  ["unexpected state 'UNUSED', wanted target ''. last error: TargetGroupNotInUse"],
  ["operation error VPC Lattice: DeleteServiceNetwork, ConflictException: ServiceNetwork has VPC(s) associated"],
  ["deleting Security Group (sg-1): DependencyViolation: resource sg-1 has a dependent object"],
])("tries again after: %s", async (summary) => {
  const { terraform, ending } = run(
    (_, __, attempt) =>
      attempt === 1 ? { lines: [failure(summary)], code: 1 } : { lines: [applied(0, 0, 1, "destroy")] },
    { stacks: ["consumer-caller"] },
  );
  expect((await ending).ok).toBe(true);
  expect(terraform.work).toHaveLength(2);
});

test("does not try again what will not pass", async () => {
  const { terraform, ending } = run(failing("AccessDeniedException"), {
    stacks: ["consumer-caller"],
  });
  expect((await ending).ok).toBe(false);
  expect(terraform.work).toHaveLength(1);
});

test("gives up in the end, with the last reason", async () => {
  const { terraform, ending } = run(failing("TargetGroupNotInUse"), {
    stacks: ["consumer-caller"],
  });
  expect(await ending).toMatchObject({ outcomes: [{ result: "failed", problems: ["TargetGroupNotInUse"] }] });
  expect(terraform.work).toHaveLength(3);
});
