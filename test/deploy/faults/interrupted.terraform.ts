import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { existingFunction } from "../../../declaration";
import { accountOf } from "../../../rehearsal/aws-account";
import { trellis, until } from "../../support/commands";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, type Scene, startScene } from "./scene";

const attachment = "aws_vpclattice_target_group_attachment.service_hello_target_api_attachment";

/** A network and a service whose one target is a function that is there already. */
const withTarget = smallest({
  alarms: false,
  consumers: {},
  services: {
    hello: {
      account: "app",
      network: "private",
      targets: { api: existingFunction({ arn: "arn:aws:lambda:eu-central-1:100000000003:function:hello:live" }) },
      routes: [],
      defaultAction: { forward: "api" },
      grants: [],
    },
  },
});

describeOnLocalAws("interrupted by Ctrl-C", () => {
  let scene: Scene;
  afterEach(() => scene?.stop());

  const inState = (stack: string) => scene.inStates().filter((each) => each.startsWith(`${stack} `)).length;
  const tainted = () => stateOf("producer-app").includes('"status": "tainted"');
  const stateOf = (stack: string) => readFileSync(join(scene.folder, "state", `${stack}.tfstate`), "utf8");
  const run = (args: readonly string[]) =>
    trellis(args, { folder: scene.folder, platform: scene.platform, environment: scene.environment });

  test.each(["unasked", "asked"])(
    "a target that was being registered stays registered when the deploy resumes, %s",
    async (how) => {
      scene = await startScene(withTarget);
      expect((await scene.deploy({ stacks: ["network-private"] })).ok).toBe(true);
      // Whether it is registered, the provider asks and is not told: an interrupt gives that up.
      scene.aws.faults.add({ operation: "ListTargets", times: 1, delay: 600_000 });
      const interrupt = new AbortController();
      const deploying = scene.deploy({ stacks: ["producer-app"], signal: interrupt.signal });
      // A test that lists the targets before that is who meets the fault.
      await until("the provider asks whether the target is registered", () => scene.aws.faults.waiting === 0);
      expect(await targets(scene)).toHaveLength(1);
      await until("all else that can be made is in the state", () => inState("producer-app") === 4);
      interrupt.abort();
      expect((await deploying).outcomes).toMatchObject([{ result: "failed" }]);
      expect(tainted()).toBe(true);

      const resumed = await scene.deploy(how === "asked" ? { approve: async () => true } : {});
      expect(resumed.ok).toBe(true);
      expect(await targets(scene)).toHaveLength(1);
      expect(tainted()).toBe(false);
      expect(await scene.astray()).toMatchObject({ lost: [] });
      expect((await scene.deploy()).outcomes.map(({ result }) => result)).toEqual(["up-to-date", "up-to-date"]);
    },
  );

  test("what AWS made without being waited for is named at once, and taken in by the next deploy", async () => {
    scene = await startScene(smallest({ consumers: {} }));
    const share = "aws_ram_resource_share.network_private_share";
    scene.aws.faults.add({ operation: "CreateResourceShare", when: "after", delay: 600_000, times: 1 });
    const deploying = run(["deploy", "network-private", "--auto-approve"]);
    const shares = async () =>
      (await scene.aws.inventory()).filter(({ type }) => type === "AWS::RAM::ResourceShare").length;
    await until("all else that can be made is in the state", () => inState("network-private") === 2);
    await until("AWS has made the share", async () => (await shares()) === 1);
    deploying.process.kill("SIGINT");
    const { code, output } = await deploying.ended;
    expect(code).toBe(1);
    expect(output).toContain(
      `Interrupted: what AWS had answered is in the state of network-private. Not waited for were, and may be in AWS without being in the state: ${share}. Run this again`,
    );
    expect((await scene.astray()).orphaned).toHaveLength(1);

    const resumed = await run(["deploy", "network-private", "--auto-approve"]).ended;
    expect(resumed.code).toBe(0);
    expect(resumed.output).toContain(`${share} was made by an earlier deploy that did not end well: it was taken into`);
    expect(resumed.output).toContain("1 taken in, 2 added");
    expect(await shares()).toBe(1);
    expect(await scene.astray()).toEqual(nothing);

    const third = run(["deploy", "network-private", "--auto-approve", "--json"]);
    let printed = "";
    third.process.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
    expect((await third.ended).code).toBe(0);
    const upToDate = { stack: "network-private", result: "up-to-date", seconds: expect.any(Number) };
    expect(JSON.parse(printed)).toEqual({ ok: true, stacks: [upToDate], next: null });
  });

  test("what is marked by hand is kept if AWS has it, and made again if not", async () => {
    scene = await startScene(withTarget);
    expect((await scene.deploy()).ok).toBe(true);
    const folder = join("cdktf.out", "stacks", "producer-app");
    const permission = "aws_lambda_permission.service_hello_target_api_permission";
    const group = "aws_vpclattice_target_group.service_hello_target_api";
    for (const address of [attachment, permission, group])
      await promisify(execFile)("terraform", [`-chdir=${folder}`, "taint", address], { env: scene.environment });
    expect((await scene.deploy()).ok).toBe(true);
    expect(await targets(scene)).toHaveLength(1);

    await promisify(execFile)("terraform", [`-chdir=${folder}`, "taint", attachment], { env: scene.environment });
    await latticeOf(scene, `/targetgroups/${await groupId(scene)}/deregistertargets`, {
      targets: [{ id: "arn:aws:lambda:eu-central-1:100000000003:function:hello:live" }],
    });
    await until("the target is gone", async () => (await targets(scene)).length === 0);
    expect((await scene.deploy()).ok).toBe(true);
    expect(await targets(scene)).toHaveLength(1);
    expect((await scene.deploy()).outcomes.map(({ result }) => result)).toEqual(["up-to-date", "up-to-date"]);
  });
});

async function latticeOf(scene: Scene, path: string, body: object | undefined, method = "POST") {
  const send = await accountOf(scene.aws, "100000000003");
  const headers = { "content-type": "application/json" };
  const json = body === undefined ? "" : JSON.stringify(body);
  return JSON.parse(await send("vpc-lattice", "eu-central-1", { method, path, headers, body: json }));
}

async function groupId({ aws }: Scene): Promise<string> {
  const held = (await aws.inventory()).find(({ type }) => type === "AWS::VpcLattice::TargetGroup");
  return held?.id.split("/").at(-1) ?? "";
}

/** What AWS lists: what is being deregistered is no target any more. */
async function targets(scene: Scene): Promise<unknown[]> {
  const { items } = await latticeOf(scene, `/targetgroups/${await groupId(scene)}/listtargets`, {});
  return items.filter(({ status }: { status: string }) => status !== "DRAINING");
}
