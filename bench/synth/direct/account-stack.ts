import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, DataTerraformRemoteStateLocal, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { type BenchAccount, common } from "../estate";

/** A stack with its backend and provider, as somebody would write it who deploys by account. */
export function accountStack(app: App, id: string, account: BenchAccount): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `../../../state/${id}.tfstate` });
  new AwsProvider(stack, "aws", {
    region: common.region,
    allowedAccountIds: [account.id],
    assumeRole: [{ roleArn: `arn:aws:iam::${account.id}:role/${common.deployRole}`, sessionName: `trellis-${id}` }],
    defaultTags: [{ tags: { "trellis:platform": common.platform, "trellis:stack": id } }],
  });
  stack.addOverride("terraform.required_version", ">= 1.10.0");
  stack.addOverride("terraform.required_providers.aws.version", ">= 5.100.0, < 7.0.0");
  return stack;
}

const version = 1;

/** Outputs of a stack; another stack reads them from its state. */
export function outputs(stack: TerraformStack, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries({ contract_version: version, ...values })) {
    new TerraformOutput(stack, name, { value });
  }
}

/** Another stack's state, with conditions that say which stack to deploy first. */
export function stateOf(
  stack: TerraformStack,
  id: string,
  kind: "network" | "producer",
  services: readonly string[] = [],
): DataTerraformRemoteStateLocal {
  const path = `../../../state/${id}.tfstate`;
  const advice = `Deploy it first: trellis deploy ${id}`;
  const defaults = { contract_version: 0, ...(kind === "producer" ? { services: {}, vpcs: {} } : {}) };
  const state = new DataTerraformRemoteStateLocal(stack, id, { path, defaults });
  state.addOverride("lifecycle", {
    precondition: [
      {
        condition: `\${fileexists("\${path.module}/${path}")}`,
        error_message: `The stack ${id} has not been deployed yet, and this stack reads its outputs. ${advice}`,
      },
    ],
    postcondition: [
      {
        condition: `\${self.outputs.contract_version > 0}`,
        error_message: `The stack ${id} has not been deployed yet, or was destroyed, and this stack reads its outputs. ${advice}`,
      },
      {
        condition: `\${self.outputs.contract_version == 0 || self.outputs.contract_version >= ${version}}`,
        error_message: `The stack ${id} publishes an older contract than this stack reads (${kind} version ${version}). ${advice}`,
      },
      ...services.map((key) => ({
        condition: `\${self.outputs.contract_version == 0 || contains(keys(self.outputs.services), "${key}")}`,
        error_message: `The stack ${id} does not publish ${key} among its services yet. ${advice}`,
      })),
    ],
  });
  return state;
}
