import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Platform } from "../../../declaration";
import { accountOf } from "../../../rehearsal/aws-account";
import { type FindableTerraform, findableTerraform, trellis, until } from "../../support/commands";
import { smallest } from "../../support/smallest-estate";
import { describeWithTerraform } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

const network = smallest({ consumers: {} });

describeWithTerraform("killed in the middle of an apply", () => {
  let scene: Scene;
  let terraform: FindableTerraform;
  let environment: NodeJS.ProcessEnv;
  const start = async (platform: Platform) => {
    scene = await startScene(platform);
    terraform = findableTerraform(scene.folder);
    environment = { ...scene.environment, TERRAFORM_BINARY_NAME: terraform.command };
  };
  afterEach(() => scene.stop());

  const holds = async (type: string) => (await scene.aws.inventory()).filter((held) => held.type === type);

  test("what was done stays done, the rest follows, and what AWS has twice is named", async () => {
    await start(network);
    scene.aws.faults.add({ operation: "CreateResourceShare", when: "after", delay: 600_000, times: 1 });
    const deploying = scene.deploy({ environment, stacks: ["network-private"] });
    await until("the network is in the state", () => scene.inStates().length === 2);
    await until("AWS has made the share", async () => (await holds("AWS::RAM::ResourceShare")).length === 1);
    terraform.kill();
    expect(problemsOf(await deploying)).toEqual([
      "network-private: Terraform was killed while it worked on network-private. What it had written into the state is kept. On their way were, and may be in AWS without being in the state: aws_ram_resource_share.network_private_share. Run this again: it goes on from there, and says so if AWS already has one of them.",
    ]);
    expect(scene.inStates()).toEqual([
      "network-private aws_vpclattice_auth_policy.network_private_auth",
      "network-private aws_vpclattice_service_network.network_private",
    ]);

    const resumed = await scene.deploy({ environment, stacks: ["network-private"] });
    expect(resumed.outcomes).toEqual([
      {
        stack: "network-private",
        result: "changed",
        changes: { add: 3, change: 0, remove: 0 },
        seconds: expect.any(Number),
        notes: [
          "An earlier deploy of network-private was killed or interrupted while it made aws_ram_resource_share.network_private_share, and this one made it again. One that no state knows may be left over: look for the tag trellis:stack = network-private in its account, and remove the one whose id is not in the state (terraform state show aws_ram_resource_share.network_private_share).",
        ],
      },
    ]);
    const { orphaned, lost } = await scene.astray();
    expect([orphaned.length, lost]).toEqual([1, []]);
    await removeShare(scene, orphaned[0] ?? "");
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy()).outcomes.map(({ result }) => result)).toEqual(["up-to-date"]);
    expect((await scene.destroy()).ok).toBe(true);
    expect(await scene.aws.inventory()).toEqual([]);
  });

  test("what AWS has and the state does not is taken in by the command that the message names", async () => {
    await start(smallest());
    expect(problemsOf(await scene.deploy({ stacks: ["network-private"] }))).toEqual([]);
    scene.aws.behave({ delays: { association: 600_000 } });
    const deploying = scene.deploy({ environment, stacks: ["consumer-app"] });
    const association = "AWS::VpcLattice::ServiceNetworkVpcAssociation";
    const inState = () => scene.inStates().filter((each) => each.startsWith("consumer-app")).length;
    await until("all but the association is in the state", () => inState() === 3);
    await until("the association is on its way", async () => (await holds(association)).length === 1);
    terraform.kill();
    expect(problemsOf(await deploying)).toEqual([expect.stringContaining("On their way were, and may be in AWS")]);

    const [problem = ""] = problemsOf(await scene.deploy({ environment, stacks: ["consumer-app"] }));
    expect(problem).toContain("VPC has already been associated");
    expect(problem).toContain("AWS has it, and the state of consumer-app does not");
    const [, folder = "", address = ""] = /terraform -chdir=(\S+) import '(\S+)' ID/.exec(problem) ?? [];
    const [{ id = "" } = {}] = await holds(association);
    const args = [`-chdir=${folder}`, "import", address, id.split("/").at(-1) ?? ""];
    await promisify(execFile)("terraform", args, { env: { ...scene.environment } });

    expect((await scene.deploy({ environment })).ok).toBe(true);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy({ environment })).outcomes.map(({ result }) => result)).toEqual([
      "up-to-date",
      "up-to-date",
    ]);
  });

  test("Terraform outlives the command that started it: nothing is lost, and until then the lock holds", async () => {
    await start(network);
    scene.aws.faults.add({ operation: "CreateServiceNetwork", delay: 12_000, times: 1 });
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

    await until("Terraform has ended by itself", () => !terraform.alive);
    expect(await scene.astray()).toEqual(nothing);
    expect(scene.inStates()).toHaveLength(5);
    const third = await trellis(["deploy", "network-private", "--auto-approve"], options).ended;
    expect(third).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 stacks are as they should be.") });
    expect(third.output).toContain("unchanged");
  });
});

/** Removes the share of the network's account that the inventory names. */
async function removeShare({ aws }: Scene, holding: string): Promise<void> {
  const arn = holding.split(" ")[1] ?? "";
  const send = await accountOf(aws, arn.split(":")[4] ?? "");
  const path = `/deleteresourceshare?resourceShareArn=${encodeURIComponent(arn)}`;
  await send("ram", "eu-central-1", { method: "DELETE", path, body: "" });
}

function atWork({ folder }: Scene): boolean {
  const log = join(folder, ".trellis", "logs", "network-private-apply.log");
  return existsSync(log) && readFileSync(log, "utf8").includes('"apply_start"');
}
