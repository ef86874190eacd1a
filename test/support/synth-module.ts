import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformElement, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import type { Placement } from "../../modules/placement";
import { Synthesized } from "./synthesized";

/** Where the stack under test is. */
export const placement: Placement = {
  partition: "aws",
  region: "us-east-1",
  accountId: "222222222222",
  platform: "acme",
};

/** An app with one stack, whose resources have the addresses that they have in an account's stack. */
class StackUnderTest extends TerraformStack {
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return node.path
      .split("/")
      .slice(1)
      .filter((id) => id !== "resource")
      .join("_");
  }
}

/** Synthesizes a whole app around the constructs under test, and reads what it wrote. */
export function synthModule(add: (stack: TerraformStack) => void): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "trellis-module-"));
  try {
    const app = new App({ outdir });
    const stack = new StackUnderTest(app, "under-test");
    new AwsProvider(stack, "aws", { region: placement.region });
    add(stack);
    app.synth();
    return new Synthesized(JSON.parse(readFileSync(join(outdir, "stacks", "under-test", "cdk.tf.json"), "utf8")));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
