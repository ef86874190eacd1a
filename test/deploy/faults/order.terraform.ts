import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { markLog, unmarkLog } from "../../../deploy/terraform/log-writer";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

describeOnLocalAws("a stack whose predecessor is not as it should be", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(smallest());
  });
  afterAll(() => scene?.stop());

  const state = "state/network-private.tfstate";
  const consumer = { stacks: ["consumer-app"] };

  test("not deployed yet: the contract's sentence, and nothing is made", async () => {
    expect(problemsOf(await scene.deploy(consumer))).toEqual([
      "consumer-app: The stack network-private has not been deployed yet, and this stack reads its outputs. Deploy it first: trellis deploy network-private",
    ]);
    expect(scene.inStates()).toEqual([]);
    expect(await scene.astray()).toEqual(nothing);
  });

  test("its state is empty, as a deploy that was killed at once leaves it: the same", async () => {
    const log = resolve(".trellis/logs/network-private-apply-20261122T120000000-1.log");
    mkdirSync("state", { recursive: true });
    writeFileSync(state, "");
    writeFileSync(log, '{"type":"version"}\n');
    markLog(log, 0);
    expect(problemsOf(await scene.deploy(consumer))).toEqual([
      "consumer-app: The stack network-private has not been deployed yet, and consumer-app reads its outputs. Deploy it first: trellis deploy network-private",
    ]);
    rmSync(state);
    unmarkLog(log);
    rmSync(log);
  });

  test("destroyed: its state is there and holds nothing", async () => {
    const network = { stacks: ["network-private"] };
    expect((await scene.deploy(network)).ok).toBe(true);
    expect((await scene.destroy(network)).ok).toBe(true);
    expect(problemsOf(await scene.deploy(consumer))).toEqual([
      "consumer-app: The stack network-private has not been deployed yet, or was destroyed, and this stack reads its outputs. Deploy it first: trellis deploy network-private",
    ]);
    expect(await scene.astray()).toEqual(nothing);
  });

  test("a folder is where its state should be: whoever reads or makes it says so, without Terraform's advice", async () => {
    renameSync(state, `${state}.kept`);
    mkdirSync(state);
    const sentence =
      "The state of network-private cannot be read at ../../../state/network-private.tfstate (seen from the stack's folder): that is a folder, not a file. Nothing was changed. Move it away, put the state back if there was one, and run this again.";
    for (const stack of ["network-private", "consumer-app"])
      expect(problemsOf(await scene.deploy({ stacks: [stack] }))).toEqual([`${stack}: ${sentence}`]);
    rmdirSync(state);
    renameSync(`${state}.kept`, state);
  });

  test("its state was emptied after it was deployed: it is named, on deploy and destroy", async () => {
    expect((await scene.deploy()).ok).toBe(true);
    const good = readFileSync(state);
    truncateSync(state);
    for (const ending of [await scene.deploy(consumer), await scene.destroy(consumer)]) {
      expect(problemsOf(ending)).toEqual([
        `consumer-app: The state of network-private, which consumer-app reads, cannot be read: ${state} is empty. Nothing was changed. Put back its last good version (a local state has a .backup beside it) and run this again; if nothing of network-private was ever deployed, remove the file.`,
      ]);
    }
    writeFileSync(state, good);
    expect((await scene.destroy(consumer)).ok).toBe(true);
    expect(await scene.astray()).toEqual(nothing);
  });

  test("its state is unreadable: it is named by whoever reads it, nothing is changed, and the good version goes on", async () => {
    const good = readFileSync(state);
    writeFileSync(state, good.subarray(0, good.length / 2));
    const advice =
      "cannot be read: it is no state file. Nothing was changed. Put back its last good version (the bucket keeps all versions; a local state has a .backup beside it) and run this again.";
    expect(problemsOf(await scene.deploy(consumer))).toEqual([
      `consumer-app: The state of network-private, which consumer-app reads, ${advice}`,
    ]);
    const both = await scene.deploy();
    expect(problemsOf(both)).toEqual([`network-private: The state of network-private ${advice}`]);
    expect(both.left).toEqual(["network-private", "consumer-app"]);
    expect(problemsOf(await scene.destroy())).toEqual([`network-private: The state of network-private ${advice}`]);
    expect(readFileSync(state)).toEqual(good.subarray(0, good.length / 2));

    writeFileSync(state, good);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy()).outcomes.map(({ result }) => result)).toEqual(["up-to-date", "changed"]);
    expect(await scene.astray()).toEqual(nothing);
  });

  test.each(["{}", "[]", ""])("a state that is %p: neither deploy nor destroy says that all is well", async (text) => {
    expect((await scene.destroy(consumer)).ok).toBe(true);
    const good = readFileSync(state);
    writeFileSync(state, text);
    const own = { stacks: ["network-private"] };
    for (const ending of [await scene.deploy(own), await scene.destroy(own), await scene.destroy()]) {
      expect(ending.left).toEqual(["network-private"]);
      expect(problemsOf(ending)[0]).toMatch(/^network-private: The state of network-private cannot be read: /);
    }
    expect(readFileSync(state, "utf8")).toBe(text);
    writeFileSync(state, good);
    expect((await scene.deploy()).ok).toBe(true);
    expect(await scene.astray()).toEqual(nothing);
  });
});
