import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { type Platform, s3State } from "../../../declaration";
import { bootstrap } from "../../../deploy/bootstrap/bootstrap";
import { deploy } from "../../../deploy/deploy";
import { destroy } from "../../../deploy/destroy";
import { platformFile } from "../../../rehearsal/platform-file";
import { Recorder } from "../../../rehearsal/recorder";
import { until } from "../../support/commands";
import { Gate } from "../../support/gate";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { problemsOf, type Scene, startScene } from "../faults/scene";

const deployers = { principals: ["arn:aws:iam::100000000009:user/local"] };
const inS3 = smallest({ deployers, state: s3State({ bucket: "tiny-states", region: "eu-central-1", account: "hub" }) });
const stacks = ["network-private", "consumer-app"];

describeOnLocalAws("the same estate over S3 state with its own lock, and over local state", () => {
  let scene: Scene;
  let recorder: Recorder;
  beforeAll(async () => {
    scene = await startScene(inS3);
    recorder = new Recorder(new Map());
  });
  afterAll(() => scene?.stop());

  const options = () => ({ environment: scene.environment, run: recorder.run, retryAfter: [] });
  const local = (): Platform => ({ ...scene.platform, state: { kind: "local", directory: "state" } });

  test("a bootstrap makes the bucket, and moves its own state into it", async () => {
    const done = await bootstrap(scene.platform, "hub", options());
    expect([problemsOf(done), done.moved, done.state]).toEqual([
      [],
      true,
      "s3://tiny-states/tiny/bootstrap-hub.tfstate",
    ]);
    expect(existsSync("state/bootstrap-hub.tfstate")).toBe(false);
    recorder.take();
    expect(await bootstrap(scene.platform, "hub", options())).toMatchObject({ ok: true, moved: false });
    expect(recorder.take()).toEqual([]);
  });

  test("after a bootstrap, plain cdktf works, and leaves the bootstrap alone", async () => {
    writeFileSync(platformFile, JSON.stringify(scene.platform));
    const app = `node --import tsx ${JSON.stringify(resolve(__dirname, "../../../rehearsal/cdktf-app.ts"))}`;
    const environment = { ...scene.environment, CHECKPOINT_DISABLE: "1" };
    // Twice: what it does not know, cdktf removes with a synth and stumbles over with the next.
    for (const _ of [1, 2]) {
      const { stdout } = await promisify(execFile)("node_modules/.bin/cdktf", ["list", "--app", app], {
        env: environment,
      });
      expect(stdout).toContain("network-private");
    }
    expect(existsSync(".trellis/bootstrap/stacks/bootstrap-hub/cdk.tf.json")).toBe(true);
    expect(await bootstrap(scene.platform, "hub", options())).toMatchObject({ ok: true, moved: false });
  });

  test("two deploys of one stack at once: the lock in S3 holds, and is given back", async () => {
    const held = new Gate();
    scene.aws.faults.add({ operation: "CreateServiceNetwork", when: "after", until: held.opened, times: 1 });
    const first = scene.deploy({ stacks: ["network-private"] });
    const lock = "tiny/network-private.tfstate.tflock";
    await until("the first deploy has the lock", async () => (await keys(scene)).includes(lock));
    expect(problemsOf(await scene.deploy({ stacks: ["network-private"] }))).toEqual([
      expect.stringMatching(
        /^network-private: network-private is locked by \S+@\S+ since [\d: -]+ UTC: another deploy is at work on it\. Wait until it is done\. .*force-unlock [0-9a-f-]{36}$/,
      ),
    ]);
    held.open();
    expect((await first).ok).toBe(true);
    expect(await keys(scene)).not.toContain(lock);
    expect((await scene.destroy({ stacks: ["network-private"] })).ok).toBe(true);
  });

  test("both make the same plans, hold the same, plan nothing after, and leave nothing", async () => {
    const before = await scene.aws.inventory();
    const runs = [];
    const [overS3, overFiles] = [scene.platform, local()];
    for (const platform of [overS3, overFiles]) {
      const where = { ...options(), outdir: platform === overFiles ? "local.out" : "cdktf.out" };
      recorder.take();
      expect(problemsOf(await deploy(platform, where))).toEqual([]);
      const plans = recorder.take();
      const held = (await scene.aws.inventory()).map(({ account, type }) => `${account} ${type}`);
      expect((await deploy(platform, where)).outcomes.map(({ result }) => result)).toEqual([
        "up-to-date",
        "up-to-date",
      ]);
      expect((await destroy(platform, where)).ok).toBe(true);
      expect(await scene.aws.inventory()).toEqual(before);
      runs.push({ plans, held });
    }
    expect(runs[0]?.plans.map((line) => line.split(":")[0])).toEqual(expect.arrayContaining(stacks));
    expect(runs[1]).toEqual(runs[0]);
    expect(await keys(scene)).toEqual(["bootstrap-hub", ...stacks].sort().map((id) => `tiny/${id}.tfstate`));
  });
});

/** What the state bucket holds. Local AWS reads the signature's scope and does not verify the rest. */
async function keys({ aws }: Scene): Promise<string[]> {
  const scope = `${aws.environment.AWS_ACCESS_KEY_ID}/20260101/eu-central-1/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const listing = await (await fetch(`${aws.url}/tiny-states?list-type=2`, { headers: { authorization } })).text();
  return [...listing.matchAll(/<Key>([^<]+)</g)].map(([, key]) => key ?? "").sort();
}
