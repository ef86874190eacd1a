import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { apply, destroy, openWorkspace, planExitCode } from "../local/aws/terraform";
import { isAlive, type Running, trellis, until } from "../support/commands";
import { describeOnLocalAws } from "../support/terraform";

describeOnLocalAws("trellis local-aws with moto", () => {
  let running: Running;
  afterEach(() => running.process.kill("SIGKILL"));

  const start = async () => {
    const args = ["local-aws", "--json", "--accounts", "111111111111", "222222222222"];
    running = trellis(args, { folder: __dirname, environment: process.env });
    await until("it is ready", () => running.output().includes("\n"));
    const printed: { url: string; environment: Record<string, string> } = JSON.parse(running.output());
    return { ...printed, children: await childrenOf(running.process.pid ?? 0) };
  };

  test("Terraform applies to it, plans nothing after, destroys; SIGTERM leaves no process behind", async () => {
    const { environment, children } = await start();
    const workspace = await openWorkspace({ environment }, "small");
    await apply(workspace);
    expect(await planExitCode(workspace)).toBe(0);
    await destroy(workspace);
    workspace.remove();
    expect(children.filter(isAlive)).not.toEqual([]);
    running.process.kill("SIGTERM");
    expect((await running.ended).code).toBe(0);
    await until("moto is gone", () => !children.some(isAlive));
  });

  test("even SIGKILL leaves no moto behind", async () => {
    const { children } = await start();
    running.process.kill("SIGKILL");
    await running.ended;
    await until("moto is gone", () => !children.some(isAlive));
  });
});

/** Every process below this one. */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-e", "-o", "pid=,ppid="]);
  const pairs = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}
