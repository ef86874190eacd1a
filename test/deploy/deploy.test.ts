import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "../../deploy/deploy";
import type { ProposedChanges, WorkOptions } from "../../deploy/options";
import type { Outcome } from "../../deploy/outcome";
import { type StackPlan, silent } from "../../deploy/progress";
import type { RunProcess } from "../../deploy/terraform/process";
import { anotherRun } from "../support/another-run";
import { applied, created, FakeTerraform, failure, type Script, versionedCommand } from "../support/fake-terraform";
import { smallest } from "../support/smallest-estate";
import platform from "../terraform/estates/minimal";

const stacks = ["network-private", "producer-hello", "consumer-caller"];
const environment = { ...process.env, TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4") };

let outdir: string;
beforeEach(() => {
  outdir = join(mkdtempSync(join(tmpdir(), "trellis-deploy-")), "cdktf.out");
});
afterEach(() => rmSync(join(outdir, ".."), { recursive: true, force: true }));

function run(script: Script, options: WorkOptions = {}) {
  const terraform = new FakeTerraform(script);
  const ending = deploy(platform, { outdir, environment, preflight: false, run: terraform.run, ...options });
  return { terraform, ending };
}

const changing: Script = (_, operation) => (operation === "init" ? {} : { lines: [created("a.b"), applied(1)] });

test("unasked, every stack is planned and applied in one process, in the order of the contracts", async () => {
  const { terraform, ending } = run(changing);
  expect((await ending).ok).toBe(true);
  expect(terraform.work).toEqual(stacks.map((id) => `${id} apply`));
});

test("init is left out where it has run for the same backend and providers", async () => {
  await run(changing).ending;
  const { terraform, ending } = run(changing);
  await ending;
  // The marker is there, the lock file that the real init writes is not.
  expect(terraform.calls.filter((call) => call.endsWith("init"))).toHaveLength(3);
  for (const id of stacks) writeFileSync(join(outdir, "stacks", id, ".terraform.lock.hcl"), "");
  const third = run(changing);
  await third.ending;
  expect(third.terraform.calls).toEqual(third.terraform.work);
});

test("asked, a wave is planned, approved once and applied as it was planned; an empty plan asks nobody", async () => {
  const asked: (readonly ProposedChanges[])[] = [];
  const script: Script = (stack, operation) =>
    operation === "plan" && stack !== "network-private" ? { lines: [created("aws_x.y")] } : { lines: [applied(1)] };
  const { terraform, ending } = run(script, {
    approve: async (wave) => {
      asked.push(wave);
      return true;
    },
  });
  const { outcomes, ok } = await ending;
  expect(ok).toBe(true);
  expect(outcomes.map(({ result }) => result)).toEqual(["up-to-date", "changed", "changed"]);
  expect(asked).toEqual([
    [{ stack: "producer-hello", changes: [{ address: "aws_x.y", action: "create" }] }],
    [{ stack: "consumer-caller", changes: [{ address: "aws_x.y", action: "create" }] }],
  ]);
  expect(terraform.work).toEqual([
    "network-private plan",
    "producer-hello plan",
    "producer-hello apply planned",
    "consumer-caller plan",
    "consumer-caller apply planned",
  ]);
});

test("a refused approval applies nothing, and says what is left", async () => {
  const { terraform, ending } = run((_, operation) => (operation === "plan" ? { lines: [created("a.b")] } : {}), {
    approve: async () => false,
  });
  expect(await ending).toMatchObject({ ok: false, left: stacks });
  expect(terraform.work).toEqual(["network-private plan"]);
});

describe("asked, no plan stays behind, since it may hold secrets", () => {
  const plansIn = () =>
    stacks.flatMap((id) => {
      const folder = join(outdir, "stacks", id, ".terraform");
      return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".plan")) : [];
    });

  /** A Terraform that keeps its plans where it is told. */
  function keeping(script: Script, options: WorkOptions) {
    const terraform = new FakeTerraform(script);
    const kept: string[] = [];
    const run: RunProcess = async (command, args, more) => {
      const code = await terraform.run(command, args, more);
      const [, plan] = args.map((arg) => /^-out=(.*)$/.exec(arg)).find((found) => found !== null) ?? [];
      if (plan === undefined) return code;
      writeFileSync(join(more.cwd, plan), "secret");
      kept.push(plan);
      return code;
    };
    return { kept, ending: deploy(platform, { outdir, environment, preflight: false, run, ...options }) };
  }

  const planning: Script = (_, operation) => (operation === "plan" ? { lines: [created("a.b")] } : {});
  const failing: Script = (stack, operation) =>
    operation === "plan" && stack === "producer-hello"
      ? { lines: [failure("no")], code: 1 }
      : planning(stack, operation, 1);

  test.each<[how: string, script: Script, approve: () => Promise<boolean>]>([
    ["yes", planning, async () => true],
    ["no", planning, async () => false],
    ["nothing, since nothing changes", () => ({}), async () => true],
    ["yes, and a later plan fails", failing, async () => true],
  ])("the answer is %s", async (_, script, approve) => {
    const { kept, ending } = keeping(script, { approve });
    await ending;
    expect(kept.length).toBeGreaterThan(0);
    expect(plansIn()).toEqual([]);
  });

  test("interrupted before anybody answers", async () => {
    const controller = new AbortController();
    const script: Script = (stack, operation) => {
      if (operation === "plan") controller.abort();
      return planning(stack, operation, 1);
    };
    const { kept, ending } = keeping(script, { approve: async () => true, signal: controller.signal });
    expect((await ending).ok).toBe(false);
    expect([kept.length, plansIn()]).toEqual([1, []]);
  });

  test("asking fails", async () => {
    const { ending } = keeping(planning, { approve: () => Promise.reject(new Error("no terminal")) });
    await expect(ending).rejects.toThrow("no terminal");
    expect(plansIn()).toEqual([]);
  });

  test("what a process left that was killed goes with the next deploy; the plan of one that runs stays", async () => {
    const folder = join(outdir, "stacks", "network-private", ".terraform");
    mkdirSync(folder, { recursive: true });
    const other = await anotherRun();
    const used = `trellis-${process.ppid}-1.plan`;
    for (const plan of ["trellis-999999999.plan", used, `trellis-${other.id}.plan`, "my.plan"])
      writeFileSync(join(folder, plan), "secret");
    await run(changing).ending;
    other.end();
    expect(plansIn().sort()).toEqual(["my.plan", `trellis-${other.id}.plan`]);
  });
});

test("a failing stack stops those after it; what is done stays done, and the rest is named", async () => {
  const { ending } = run((stack) =>
    stack === "producer-hello"
      ? { lines: [failure("creating X", "it is taken", "aws_x.y")], code: 1 }
      : { lines: [applied(2)] },
  );
  expect(await ending).toMatchObject({
    ok: false,
    left: ["producer-hello", "consumer-caller"],
    outcomes: [
      { stack: "network-private", result: "changed" },
      { stack: "producer-hello", result: "failed", problems: ["aws_x.y: creating X: it is taken"] },
      { stack: "consumer-caller", result: "not-started", because: "it comes after producer-hello" },
    ],
  });
});

test("a state of what is in another account is not deployed from, since its resources would be made anew", async () => {
  const state = join(outdir, "..", "terraform", "state");
  mkdirSync(state, { recursive: true });
  const arn = "arn:aws:vpc-lattice:eu-central-1:100000000009:servicenetwork/sn-1";
  const resource = { mode: "managed", type: "aws_x", name: "b", instances: [{ attributes: { arn } }] };
  writeFileSync(join(state, "network-private.tfstate"), JSON.stringify({ version: 4, resources: [resource] }));
  const { terraform, ending } = run(changing, { stacks: ["network-private"] });
  expect((await ending).outcomes).toMatchObject([
    { result: "failed", problems: [expect.stringContaining("of the account 100000000009 (aws_x.b: arn:aws:")] },
  ]);
  expect(terraform.calls).toEqual([]);
});

test.each([true, false])(
  "nothing is done while a state lies about that could not be saved (asked: %s)",
  async (asked) => {
    const folder = join(outdir, "stacks", "network-private");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "errored.tfstate"), "{}");
    const { terraform, ending } = run(changing, asked ? { approve: async () => true } : {});
    expect((await ending).outcomes).toMatchObject([
      { result: "failed", problems: [expect.stringContaining("state push errored.tfstate && rm ")] },
      { result: "not-started" },
      { result: "not-started" },
    ]);
    expect(terraform.calls).toEqual([]);
  },
);

describe("a stack that the declaration does not have any more", () => {
  const write = (id: string, resources: number) => {
    const state = join(outdir, "..", "terraform", "state");
    mkdirSync(state, { recursive: true });
    const held = Array.from({ length: resources }, () => ({ mode: "managed", type: "aws_x", name: "b" }));
    writeFileSync(join(state, `${id}.tfstate`), JSON.stringify({ version: 4, resources: held }));
  };

  test("is named at the end of a deploy of all, with what it holds and what to do", async () => {
    for (const id of ["producer-gone", "network-private", "bootstrap-hub", "somebody-elses"]) write(id, 2);
    write("consumer-destroyed", 0);
    expect(await run(changing).ending).toMatchObject({
      ok: true,
      undeclared: [
        "The state of producer-gone holds 2 resources, and the declaration has no such stack any more, so that what it made stays in AWS. To remove it, declare it as before and run: trellis destroy producer-gone",
      ],
    });
  });

  test("is nobody's business where some are deployed, and where there is none", async () => {
    write("producer-gone", 1);
    expect(await run(changing, { stacks: ["network-private"] }).ending).not.toHaveProperty("undeclared");
    rmSync(join(outdir, "..", "terraform"), { recursive: true });
    expect(await run(changing).ending).not.toHaveProperty("undeclared");
  });
});

test("an init that was left out wrongly runs after all", async () => {
  const { terraform, ending } = run(
    (_, operation, attempt) =>
      operation === "apply" && attempt === 1 ? { lines: [failure("Required plugins are not installed")], code: 1 } : {},
    { stacks: ["network-private"] },
  );
  expect((await ending).ok).toBe(true);
  expect(terraform.calls.slice(-3)).toEqual(["network-private apply", "network-private init", "network-private apply"]);
});

test("a stack that nobody declared is named with the nearest", async () => {
  await expect(run(changing, { stacks: ["producer-helo"] }).ending).rejects.toThrow('did you mean "producer-hello"?');
});

describe("the synthesized Terraform", () => {
  const synthesized = () => join(outdir, "stacks", "network-private", "cdk.tf.json");

  test("is brought up to date first", async () => {
    await run(changing).ending;
    writeFileSync(synthesized(), "{}");
    await run(changing).ending;
    expect(JSON.parse(readFileSync(synthesized(), "utf8"))).toHaveProperty("resource");
  });

  test("as it is, must be what the declaration says", async () => {
    await run(changing).ending;
    expect((await run(changing, { skipSynth: true }).ending).ok).toBe(true);
    writeFileSync(synthesized(), "{}");
    await expect(run(changing, { skipSynth: true }).ending).rejects.toThrow(
      "is not what the declaration says now: network-private. Synthesize again with: trellis synth",
    );
  });
});

test("a Terraform that cannot be started is a failure of the stack, said with its reason", async () => {
  const run = () => Promise.reject(new Error("spawn EAGAIN"));
  const options = { outdir, environment, preflight: false, run, stacks: ["network-private"] };
  expect(await deploy(platform, options)).toMatchObject({
    ok: false,
    outcomes: [{ result: "failed", problems: [expect.stringContaining("could not be run: Error: spawn EAGAIN")] }],
  });
});

test("after Ctrl-C, that Terraform halted is not said besides", async () => {
  const controller = new AbortController();
  const script: Script = (_, operation) => {
    if (operation !== "apply") return {};
    controller.abort();
    return { lines: [failure("execution halted")], code: 1 };
  };
  const { ending } = run(script, { stacks: ["network-private"], signal: controller.signal });
  expect((await ending).outcomes).toMatchObject([
    { result: "failed", problems: ["Interrupted: what AWS had answered is in the state."] },
  ]);
});

describe("asked, with more stacks in a wave than run at once, an interrupt", () => {
  const networks = ["network-one", "network-three", "network-two"];
  const network = { account: "hub", share: { accounts: ["app"] }, accessLogs: false } as const;
  const wide = smallest({ networks: { one: network, two: network, three: network }, services: {}, consumers: {} });

  /** Interrupted while an operation runs for the first time; with what the progress heard of each stack. */
  async function interrupted(at: string) {
    const controller = new AbortController();
    const finished: string[] = [];
    const progress = {
      ...silent,
      finish: (stack: string, { result }: Outcome | StackPlan) => void finished.push(`${stack} ${result}`),
    };
    const script: Script = (_, operation) => {
      if (operation === at) controller.abort();
      if (controller.signal.aborted) return { lines: [failure("execution halted")], code: 1 };
      return operation === "plan" ? { lines: [created("a.b")] } : {};
    };
    const terraform = new FakeTerraform(script);
    const shared = { outdir, environment, preflight: false, run: terraform.run, progress };
    const approve = async () => true;
    const ending = await deploy(wide, { ...shared, approve, concurrency: 1, signal: controller.signal });
    return { ending, finished };
  }

  test.each(["plan", "apply planned"])(
    "in %s ends the line of every stack, and names every stack in the end",
    async (at) => {
      const { ending, finished } = await interrupted(at);
      const ends = ["network-one failed", "network-three not-started", "network-two not-started"];
      expect(ending.outcomes.map(({ stack, result }) => `${stack} ${result}`)).toEqual(ends);
      expect(ending.left).toEqual(networks);
      expect(finished.slice(-3)).toEqual(ends);
    },
  );

  test("while it asks is heard by who asks, and a yes that comes later applies nothing", async () => {
    const controller = new AbortController();
    const { terraform, ending } = run((_, operation) => (operation === "plan" ? { lines: [created("a.b")] } : {}), {
      approve: async (_, signal) => {
        controller.abort();
        return signal?.aborted ?? false;
      },
      signal: controller.signal,
    });
    expect((await ending).outcomes).toMatchObject(
      stacks.map((stack) => ({ stack, result: "not-started", because: "the deploy was interrupted" })),
    );
    expect(terraform.work).toEqual(["network-private plan"]);
  });
});
