import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformEnvironment } from "../../deploy/terraform/environment";
import { explain } from "../../deploy/terraform/explain";
import { OneFirst } from "../../deploy/terraform/one-first";
import { runProcess } from "../../deploy/terraform/process";
import { StackFolder } from "../../deploy/terraform/stack-folder";
import { describeWithTerraform } from "../support/terraform";

/** A stack without AWS: `quick` is there at once, `slow` after a file has appeared. */
function stackOf(gate: string): object {
  // Where a test fails, its folder goes, and this with it.
  const wait = `touch '${gate}.begun'; while [ ! -e '${gate}' -a -e '${gate}.begun' ]; do sleep 0.1; done`;
  return {
    terraform: { backend: { local: { path: "../x.tfstate" } } },
    resource: {
      terraform_data: {
        quick: { input: "1" },
        slow: { input: "1", depends_on: ["terraform_data.quick"], provisioner: [{ "local-exec": { command: wait } }] },
      },
    },
    output: { quick: { value: `\${terraform_data.quick.output}` } },
  };
}

describeWithTerraform("a stack's folder with the real Terraform", () => {
  let root: string;
  let gate: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "trellis-folder-"));
    gate = join(root, "gate");
    mkdirSync(join(root, "stack"));
    writeFileSync(join(root, "stack", "cdk.tf.json"), JSON.stringify(stackOf(gate)));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function folder(signal?: AbortSignal): StackFolder {
    return new StackFolder("stack", join(root, "stack"), {
      command: process.env.TERRAFORM_BINARY_NAME ?? "terraform",
      environment: terraformEnvironment(process.env),
      run: runProcess,
      initialize: new OneFirst(),
      logs: join(root, signal ? "logs-stopped" : "logs"),
      ...(signal ? { signal } : {}),
    });
  }

  async function begun(): Promise<void> {
    while (!existsSync(`${gate}.begun`)) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  test("a plan is applied as it was shown, and the next one is empty", async () => {
    writeFileSync(gate, "");
    const stack = folder();
    expect((await stack.init()).ok).toBe(true);
    const plan = await stack.plan();
    expect(plan.operation.changes).toEqual({ add: 2, change: 0, remove: 0 });
    const applied = await stack.applyPlan();
    expect(applied.operation.changes).toEqual({ add: 2, change: 0, remove: 0 });
    expect(readdirSync(join(root, "stack", ".terraform")).filter((file) => file.endsWith(".plan"))).toEqual([]);
    const again = await stack.plan();
    expect([again.ok, again.operation.hasChanges]).toEqual([true, false]);
  });

  test("an output alone is a change too", async () => {
    writeFileSync(gate, "");
    const stack = folder();
    await stack.init();
    await stack.apply();
    writeFileSync(
      join(root, "stack", "cdk.tf.json"),
      JSON.stringify({ ...stackOf(gate), output: { other: { value: 2 } } }),
    );
    const { operation } = await stack.plan();
    expect([operation.planned, operation.hasChanges]).toEqual([[], true]);
  });

  test("two at once: the second is told who holds the lock", async () => {
    const first = folder();
    await first.init();
    const running = first.apply();
    await begun();
    const second = await folder().plan();
    writeFileSync(gate, "");
    expect(second.ok).toBe(false);
    expect(explain("stack", "stack", second)).toEqual([
      expect.stringMatching(
        /^stack is locked by \S+@\S+ since [\d: -]+ UTC: another deploy is at work on it\..*force-unlock [0-9a-f-]{36}$/,
      ),
    ]);
    expect((await running).ok).toBe(true);
  });

  test("two at once: each tells what it did itself, and the one that works leaves nothing in doubt", async () => {
    const first = folder();
    await first.init();
    const working = first.apply();
    await begun();
    const second = folder();
    const lockedOut = await second.apply();
    const meanwhile = [...second.inDoubt.keys()];
    writeFileSync(gate, "");
    const worked = await working;
    expect(lockedOut.operation.errors.map(({ summary }) => summary)).toEqual(["Error acquiring the state lock"]);
    expect(lockedOut.operation.creating.size).toBe(0);
    expect(meanwhile).toEqual([]);
    expect([worked.ok, worked.operation.errors, worked.begunBefore]).toEqual([true, [], []]);
    expect(worked.operation.changes).toEqual({ add: 2, change: 0, remove: 0 });
    const after = await folder().apply();
    expect([after.ok, after.begunBefore, [...folder().inDoubt.keys()]]).toEqual([true, [], []]);
  });

  test("another workspace that was selected in the folder, and a data folder for all, lead nowhere else", async () => {
    writeFileSync(gate, "");
    const stack = folder();
    await stack.init();
    expect((await stack.apply()).ok).toBe(true);
    writeFileSync(join(root, "stack", ".terraform", "environment"), "staging");
    process.env.TF_DATA_DIR = join(root, "data");
    try {
      const again = folder();
      expect((await again.init()).ok).toBe(true);
      const plan = await again.plan();
      expect([plan.ok, plan.operation.hasChanges]).toEqual([true, false]);
      expect(existsSync(join(root, "data"))).toBe(false);
    } finally {
      delete process.env.TF_DATA_DIR;
    }
  });

  test("with TF_LOG, a plan is still read", async () => {
    process.env.TF_LOG = "trace";
    process.env.TF_LOG_PATH = join(root, "trace.log");
    try {
      const stack = folder();
      expect((await stack.init()).ok).toBe(true);
      expect(JSON.parse((await stack.preview()).json ?? "")).toHaveProperty("resource_changes");
      expect(readFileSync(join(root, "trace.log"), "utf8")).toContain("[TRACE]");
    } finally {
      delete process.env.TF_LOG;
      delete process.env.TF_LOG_PATH;
    }
  });

  test("stopped in the middle: what is done is in the state, and applying again does the rest", async () => {
    const controller = new AbortController();
    const stack = folder(controller.signal);
    await stack.init();
    const running = stack.apply();
    await begun();
    controller.abort();
    expect((await running).ok).toBe(false);
    const state: { resources: { name: string }[] } = JSON.parse(readFileSync(join(root, "x.tfstate"), "utf8"));
    expect(state.resources.map(({ name }) => name)).toContain("quick");
    writeFileSync(gate, "");
    const resumed = await folder().apply();
    expect(resumed.ok).toBe(true);
    expect(resumed.operation.planned.map(({ address }) => address)).toEqual(["terraform_data.slow"]);
  });

  test("a state that is no state", async () => {
    const stack = folder();
    await stack.init();
    writeFileSync(join(root, "x.tfstate"), "not a state");
    const plan = await stack.plan();
    expect(explain("stack", "stack", plan)).toEqual([
      expect.stringMatching(/^The state of stack cannot be read: .*Nothing was changed\./),
    ]);
  });

  test("a declaration that moves the state says how to take it along", async () => {
    writeFileSync(gate, "");
    const stack = folder();
    await stack.init();
    await stack.apply();
    const moved = { ...stackOf(gate), terraform: { backend: { local: { path: "../y.tfstate" } } } };
    writeFileSync(join(root, "stack", "cdk.tf.json"), JSON.stringify(moved));
    const init = await stack.init({ known: true });
    expect(init.ok).toBe(false);
    expect(explain("stack", "stack", init)).toEqual([expect.stringContaining("init -migrate-state")]);
  });
});
