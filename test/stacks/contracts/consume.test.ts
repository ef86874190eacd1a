import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ConsumedContract } from "../../../stacks/contracts/consume";
import { defineContract, type EntryOf, outputName, type Published } from "../../../stacks/contracts/contract";
import { publish } from "../../../stacks/contracts/publish";
import { readStack } from "../../support/synth-platform";
import { asBlock, ref, type Synthesized } from "../../support/synthesized";

const Things = defineContract({
  kind: "producer",
  version: 3,
  shape: {
    values: { mainArn: "string" },
    maps: { things: { thingArn: "string", subnetIds: "list" } },
  },
});
const source = {
  stackId: "producer-things",
  accountId: "222222222222",
  state: { kind: "local", directory: "state" },
  statePrefix: "acme",
} as const;

/** A stack that publishes the contract and one that reads it, in one app. */
function synth(read: (stack: TerraformStack, contract: ConsumedContract<typeof Things.shape>) => void) {
  const dir = mkdtempSync(join(tmpdir(), "trellis-contract-"));
  try {
    const app = new App({ outdir: join(dir, "out"), skipValidation: true });
    publish(new TerraformStack(app, "producer-things"), Things, {
      mainArn: "arn:main",
      things: { one: { thingArn: "arn:one", subnetIds: ["subnet-1"] } },
    });
    const reader = new TerraformStack(app, "reader");
    read(reader, new ConsumedContract(reader, Things, source));
    app.synth();
    return { published: readStack(join(dir, "out"), "producer-things"), reader: readStack(join(dir, "out"), "reader") };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function lifecycle(reader: Synthesized) {
  return asBlock(reader.data("terraform_remote_state")["producer-things"]?.lifecycle);
}

describe("a contract", () => {
  test("is published with its version, in Terraform's spelling", () => {
    const { published } = synth(() => {});
    expect(published.json.output).toEqual({
      contract_version: { value: 3 },
      main_arn: { value: "arn:main" },
      things: { value: { one: { thing_arn: "arn:one", subnet_ids: ["subnet-1"] } } },
    });
  });

  test("is read as outputs of the stack's state, values and entries of maps", () => {
    const { reader } = synth((stack, contract) => {
      const { thingArn, subnetIds } = contract.entry("things", "one");
      new TerraformOutput(stack, "read", { value: [contract.value("mainArn"), thingArn, subnetIds] });
    });
    const outputs = "data.terraform_remote_state.producer-things.outputs";
    expect(reader.output("read")).toEqual([
      ref(`${outputs}.main_arn`),
      ref(`${outputs}.things.one.thing_arn`),
      ref(`${outputs}.things.one.subnet_ids`),
    ]);
  });

  test("an older one fails the plan with a sentence that says which stack to deploy first", () => {
    const { reader } = synth(() => {});
    expect(lifecycle(reader).postcondition).toEqual([
      {
        condition: ref("self.outputs.contract_version > 0"),
        error_message:
          "The stack producer-things has not been deployed yet, or was destroyed, and this stack reads its outputs. Deploy it first: trellis deploy producer-things",
      },
      {
        condition: ref("self.outputs.contract_version == 0 || self.outputs.contract_version >= 3"),
        error_message:
          "The stack producer-things publishes an older contract than this stack reads (producer version 3). Deploy it first: trellis deploy producer-things",
      },
    ]);
  });

  test("a missing one too: nothing was deployed yet, or without this contract", () => {
    const { reader } = synth(() => {});
    expect(lifecycle(reader).precondition).toEqual([
      {
        condition: ref(`fileexists("${ref("path.module")}/../../../state/producer-things.tfstate")`),
        error_message:
          "The stack producer-things has not been deployed yet, and this stack reads its outputs. Deploy it first: trellis deploy producer-things",
      },
    ]);
    expect(reader.data("terraform_remote_state")["producer-things"]?.defaults).toEqual({
      contract_version: 0,
      things: {},
    });
  });

  test("an entry that is read and not there too, said once", () => {
    const { reader } = synth((_, contract) => {
      contract.entry("things", "one");
      contract.entry("things", "two");
      contract.entry("things", "one");
    });
    expect(lifecycle(reader).postcondition).toEqual([
      expect.anything(),
      expect.anything(),
      {
        condition: ref('self.outputs.contract_version == 0 || contains(keys(self.outputs.things), "one")'),
        error_message:
          "The stack producer-things does not publish one among its things yet. Deploy it first: trellis deploy producer-things",
      },
      expect.objectContaining({ condition: expect.stringContaining('contains(keys(self.outputs.things), "two")') }),
    ]);
  });

  test("does not use CDKTF's own references between stacks", () => {
    const { published, reader } = synth((stack, contract) => {
      new TerraformOutput(stack, "read", { value: contract.value("mainArn") });
    });
    expect(JSON.stringify([published.json, reader.json])).not.toContain("cross-stack");
  });

  test("its values are typed", () => {
    type Entry = EntryOf<typeof Things.shape.maps.things>;
    const entry: Entry = { thingArn: "arn:one", subnetIds: ["subnet-1"] };
    // @ts-expect-error a list is no text
    const wrong: Entry = { thingArn: ["arn:one"], subnetIds: ["subnet-1"] };
    // @ts-expect-error everything that readers rely on must be published
    const missing: Published<typeof Things.shape> = { things: { one: entry } };
    // @ts-expect-error nothing is read that is not in the contract
    const read = (contract: ConsumedContract<typeof Things.shape>) => contract.value("otherArn");
    expect([wrong, missing, read]).toHaveLength(3);
  });

  test.each([
    ["arn", "arn"],
    ["serviceNetworkArn", "service_network_arn"],
    ["clientSecurityGroupId", "client_security_group_id"],
  ])("%s is called %s in Terraform", (name, expected) => {
    expect(outputName(name)).toBe(expected);
  });
});
