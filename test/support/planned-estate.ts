import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Platform } from "../../declaration/schema/platform";
import { writeStacks } from "../../stacks/app";
import { bundlesFor } from "../../stacks/bundles";
import { layoutOf, type StackLayout } from "../../stacks/layout";
import { s3StateLocation } from "../../stacks/state/location";
import { type AwsAnswers, startAwsAnswers } from "./aws-answers";
import { standInState } from "./stand-in-states";
import { type Ended, terraform } from "./terraform";

/** An estate synthesized into a folder of its own, ready to be planned stack by stack. */
export class PlannedEstate {
  private constructor(
    readonly platform: Platform,
    readonly layouts: readonly StackLayout[],
    private readonly root: string,
    private readonly objects: Map<string, string>,
    readonly aws: AwsAnswers,
  ) {}

  /** Synthesizes the platform and puts a stand-in in the place of every stack's state. */
  static async of(platform: Platform): Promise<PlannedEstate> {
    const root = mkdtempSync(join(tmpdir(), "trellis-plan-"));
    const layouts = layoutOf(platform);
    const bundles = await bundlesFor(platform, layouts);
    writeStacks(platform, layouts, bundles, join(root, "cdktf.out"));
    const objects = new Map<string, string>();
    const estate = new PlannedEstate(platform, layouts, root, objects, await startAwsAnswers(objects));
    for (const layout of layouts) estate.putState(layout, standInState(join(root, "cdktf.out"), layout));
    return estate;
  }

  folder({ id }: StackLayout): string {
    return join(this.root, "cdktf.out", "stacks", id);
  }

  /** Writes what counts as the state of a stack, for the others; undefined takes it away. */
  putState({ id, account }: StackLayout, content: string | undefined): void {
    const { state, accounts, name } = this.platform;
    if (state.kind === "local") {
      const folder = join(this.root, state.directory);
      mkdirSync(folder, { recursive: true });
      if (content === undefined) rmSync(join(folder, `${id}.tfstate`), { force: true });
      else writeFileSync(join(folder, `${id}.tfstate`), content);
      return;
    }
    const { bucket, key } = s3StateLocation(state, {
      stackId: id,
      accountId: accounts[account]?.id ?? "",
      statePrefix: name,
    });
    if (content === undefined) this.objects.delete(`${bucket}/${key}`);
    else this.objects.set(`${bucket}/${key}`, content);
  }

  /** Plans a stack whose own state is empty: everything is to be created. */
  async plan(layout: StackLayout): Promise<Ended> {
    const own = standInState(join(this.root, "cdktf.out"), layout);
    this.putState(layout, undefined);
    const init = await this.run(layout, ["init", "-no-color"]);
    const plan = init.code === 0 ? await this.run(layout, ["plan", "-json", "-lock=false"]) : init;
    this.putState(layout, own);
    return plan;
  }

  run(layout: StackLayout, args: readonly string[]): Promise<Ended> {
    return terraform(this.folder(layout), args, {
      AWS_ENDPOINT_URL: this.aws.url,
      AWS_S3_USE_PATH_STYLE: "true",
      AWS_ACCESS_KEY_ID: "deployer",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  }

  /** Addresses of the managed resources in a stack's synthesized Terraform. */
  resources(layout: StackLayout): string[] {
    const text = readFileSync(join(this.folder(layout), "cdk.tf.json"), "utf8");
    const { resource = {} } = JSON.parse(text) as { resource?: Record<string, Record<string, unknown>> };
    return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
  }

  async stop(): Promise<void> {
    await this.aws.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}
