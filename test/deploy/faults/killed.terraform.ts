import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../../../declaration";
import { silent } from "../../../deploy/progress";
import type { LocalAwsOptions } from "../../../local/aws/options";
import { accountOf } from "../../../rehearsal/aws-account";
import { type FindableTerraform, findableTerraform, trellis, until } from "../../support/commands";
import { Gate } from "../../support/gate";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

const network = smallest({ consumers: {} });

describeOnLocalAws("killed in the middle of an apply", () => {
  let scene: Scene;
  let terraform: FindableTerraform;
  let environment: NodeJS.ProcessEnv;
  const start = async (platform: Platform, options: LocalAwsOptions = {}) => {
    scene = await startScene(platform, options);
    terraform = findableTerraform(scene.folder);
    environment = { ...scene.environment, TERRAFORM_BINARY_NAME: terraform.command };
  };
  afterEach(() => scene?.stop());

  const holds = async (type: string) => (await scene.aws.inventory()).filter((held) => held.type === type);

  /** Kills the deploy of the network when AWS has made its share, whose answer never comes. */
  const killedAtShare = async () => {
    const before = (await holds("AWS::RAM::ResourceShare")).length;
    scene.aws.faults.add({ operation: "CreateResourceShare", when: "after", delay: 600_000, times: 1 });
    const deploying = scene.deploy({ environment, stacks: ["network-private"] });
    await until("the network is in the state", () => scene.inStates().length === 2);
    await until("AWS has made the share", async () => (await holds("AWS::RAM::ResourceShare")).length > before);
    terraform.kill();
    return deploying;
  };

  /** What somebody made by hand, under the name that the stack gives. */
  const byHand = async (account: string, service: string, path: string, body: object) => {
    const send = await accountOf(scene.aws, account);
    const headers = { "content-type": "application/json" };
    return JSON.parse(await send(service, "eu-central-1", { path, headers, body: JSON.stringify(body) }));
  };

  test("what was done stays done, and what was on its way is taken in: the stack's own, not another of its name", async () => {
    await start(network);
    const { resourceShare } = await byHand("100000000001", "ram", "/createresourceshare", { name: "tiny-private" });
    expect(problemsOf(await killedAtShare())).toEqual([
      "network-private: Terraform was killed while it worked on network-private. What it had written into the state is kept. On their way were, and may be in AWS without being in the state: aws_ram_resource_share.network_private_share. Run this again: it goes on from there, and takes in what AWS already has of them.",
    ]);
    expect(scene.inStates()).toEqual([
      "network-private aws_vpclattice_auth_policy.network_private_auth",
      "network-private aws_vpclattice_service_network.network_private",
    ]);

    const shares = await holds("AWS::RAM::ResourceShare");
    const own = shares.find(({ id }) => id !== resourceShare.resourceShareArn)?.id;
    const resumed = await scene.deploy({ environment, stacks: ["network-private"] });
    expect(resumed.outcomes).toEqual([
      {
        stack: "network-private",
        result: "changed",
        changes: { import: 1, add: 2, change: 0, remove: 0 },
        seconds: expect.any(Number),
        notes: [
          `aws_ram_resource_share.network_private_share was made by an earlier deploy that did not end well: it was taken into the state (${own}).`,
        ],
      },
    ]);
    const foreign = [`AWS::RAM::ResourceShare ${resourceShare.resourceShareArn}`];
    expect(await scene.astray()).toEqual({ orphaned: foreign, lost: [] });
    expect((await scene.deploy()).outcomes).toEqual([
      { stack: "network-private", result: "up-to-date", seconds: expect.any(Number) },
    ]);
    expect((await scene.destroy()).ok).toBe(true);
    expect((await scene.aws.inventory()).map(({ type, id }) => `${type} ${id}`)).toEqual(foreign);
  });

  test("what AWS is still making is waited for and taken in", async () => {
    let now = Date.now();
    await start(smallest(), { clock: () => now });
    expect(problemsOf(await scene.deploy({ stacks: ["network-private"] }))).toEqual([]);
    scene.aws.behave({ delays: { association: 240_000 } });
    const deploying = scene.deploy({ environment, stacks: ["consumer-app"] });
    const association = "AWS::VpcLattice::ServiceNetworkVpcAssociation";
    const inState = () => scene.inStates().filter((each) => each.startsWith("consumer-app")).length;
    await until("all but the association is in the state", () => inState() === 3);
    await until("the association is on its way", async () => (await holds(association)).length === 1);
    terraform.kill();
    expect(problemsOf(await deploying)).toEqual([expect.stringContaining("On their way were, and may be in AWS")]);

    const waiting: string[] = [];
    const update = (_: string, text: string) => {
      if (!text.startsWith("waiting for ")) return;
      waiting.push(text);
      now += 240_000;
    };
    const progress = { ...silent, update };
    const { outcomes } = await scene.deploy({ environment, stacks: ["consumer-app"], progress });
    expect(outcomes).toMatchObject([{ result: "changed", changes: { import: 1, add: 0, change: 0, remove: 0 } }]);
    expect(waiting[0]).toMatch(/^waiting for aws_vpclattice_\S+, which AWS is still making$/);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy({ environment })).outcomes.map(({ result }) => result)).toEqual([
      "up-to-date",
      "up-to-date",
    ]);
  });

  test("what AWS may not show is not taken in: the deploy goes on, and says so", async () => {
    await start(network);
    await killedAtShare();
    scene.aws.faults.add({ operation: "GetResourceShares", status: 403, code: "AccessDeniedException", times: 1 });
    expect((await scene.deploy({ environment })).outcomes).toMatchObject([
      {
        result: "changed",
        notes: [
          "An earlier deploy of network-private did not end well, and whether AWS has aws_ram_resource_share.network_private_share of it could not be looked up: ram answered 403 AccessDeniedException",
          expect.stringContaining("One that no state knows may be left over: look for the tag trellis:stack"),
        ],
      },
    ]);
    expect((await scene.astray()).orphaned).toHaveLength(1);
  });

  test("killed on a machine whose logs are gone: what AWS refuses to make again is looked up, by hand it is not taken", async () => {
    await start(network);
    expect((await scene.deploy()).ok).toBe(true);
    for (const gone of ["state", join(".trellis", "logs")]) rmSync(join(scene.folder, gone), { recursive: true });
    const { outcomes } = await scene.deploy();
    // AWS refuses the network, and makes a second share: that was before anybody looked.
    expect(outcomes).toMatchObject([
      {
        result: "changed",
        notes: expect.arrayContaining([
          expect.stringContaining("AWS has more than one aws_ram_resource_share.network_private_share"),
          expect.stringMatching(/^aws_vpclattice_service_network\.network_private was made by an earlier deploy/),
        ]),
      },
    ]);
    const { orphaned, lost } = await scene.astray();
    expect([orphaned.length, lost]).toEqual([1, []]);
    expect(orphaned[0]).toMatch(/^AWS::RAM::ResourceShare /);
    expect((await scene.destroy()).ok).toBe(true);

    const { id } = await byHand("100000000001", "vpc-lattice", "/servicenetworks", { name: "private" });
    const refused = await scene.deploy();
    expect(problemsOf(refused)).toEqual([
      expect.stringContaining("AWS has it, and the state of network-private does not"),
    ]);
    expect(problemsOf(refused)[0]).toContain("import 'aws_vpclattice_service_network.network_private' ID");
    expect(scene.inStates().join()).not.toContain("aws_vpclattice_service_network.");
    expect((await holds("AWS::VpcLattice::ServiceNetwork"))[0]?.id).toContain(id);
  });

  test("a bucket whose name was made up, and that has no tags yet, is found by the time in its name", async () => {
    const withLogs = { private: { account: "hub", share: { accounts: ["app"] }, accessLogs: { s3: {} } } };
    await start(smallest({ consumers: {}, networks: withLogs }), { moto: {} });
    scene.aws.faults.add({ service: "s3", when: "after", delay: 600_000, times: 1 });
    const deploying = scene.deploy({ environment });
    await until("AWS has made the bucket", async () => (await holds("AWS::S3::Bucket")).length === 1);
    terraform.kill();
    await deploying;
    const shown: string[] = [];
    // Not applied: the provider waits for a minute until the rules of a bucket have settled.
    await scene.deploy({
      environment,
      approve: async ([wave]) => {
        shown.push(
          ...(wave?.changes ?? []).flatMap(({ address, action }) => (/bucket$/.test(address) ? [action] : [])),
        );
        return false;
      },
    });
    expect(shown).toEqual(["update"]);
  });

  test("destroyed instead of resumed: what was on its way goes as well", async () => {
    await start(network);
    await killedAtShare();
    expect(problemsOf(await scene.destroy({ environment }))).toEqual([]);
    expect(await scene.aws.inventory()).toEqual([]);
  });

  test("Terraform outlives the command that started it: nothing is lost, and until then the lock holds", async () => {
    await start(network);
    const held = new Gate();
    scene.aws.faults.add({ operation: "CreateServiceNetwork", until: held.opened, times: 1 });
    const options = { folder: scene.folder, platform: network, environment };
    const command = trellis(["deploy", "network-private", "--auto-approve"], options);
    await until("the apply is at work", () => atWork(scene));
    command.process.kill("SIGKILL");
    expect((await command.ended).code).toBeNull();

    expect(terraform.alive).toBe(true);
    const second = trellis(["deploy", "network-private", "--auto-approve"], {
      ...options,
      environment: scene.environment,
    });
    const { code, output } = await second.ended;
    expect(code).toBe(1);
    expect(output).toMatch(/network-private is locked by \S+ since .*another deploy is at work on it\. Wait until/);

    held.open();
    await until("Terraform has ended by itself", () => !terraform.alive);
    expect(await scene.astray()).toEqual(nothing);
    expect(scene.inStates()).toHaveLength(5);
    const third = await trellis(["deploy", "network-private", "--auto-approve"], options).ended;
    expect(third).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 stacks are as they should be.") });
    expect(third.output).toContain("unchanged");
  });
});

function atWork({ folder }: Scene): boolean {
  const log = join(folder, ".trellis", "logs", "network-private-apply.log");
  return existsSync(log) && readFileSync(log, "utf8").includes('"apply_start"');
}
