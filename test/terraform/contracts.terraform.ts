import platform from "../../example";
import type { StackLayout } from "../../stacks/layout";
import { problemsIn } from "../support/plan-messages";
import { PlannedEstate } from "../support/planned-estate";
import { describeWithTerraform } from "../support/terraform";
import s3Platform from "./estates/s3-state";

describeWithTerraform("a contract that is not kept fails the plan with a sentence", () => {
  let estate: PlannedEstate;
  beforeEach(async () => {
    estate = await PlannedEstate.of(platform);
  });
  afterEach(() => estate.stop());

  test("the other stack has not been deployed", async () => {
    estate.putState(layout(estate, "network-internal"), undefined);
    expect(await problemsOf(estate, "producer-payments")).toEqual([
      expect.stringContaining(
        "The stack network-internal has not been deployed yet, and this stack reads its outputs. Deploy it first: trellis deploy network-internal",
      ),
    ]);
  });

  test("the other stack was destroyed: its state holds nothing", async () => {
    estate.putState(layout(estate, "network-internal"), emptyState);
    expect(await problemsOf(estate, "producer-payments")).toEqual([
      expect.stringContaining(
        "The stack network-internal has not been deployed yet, or was destroyed, and this stack reads its outputs. Deploy it first: trellis deploy network-internal",
      ),
    ]);
    estate.putState(layout(estate, "producer-documents"), emptyState);
    expect(await problemsOf(estate, "consumer-storefront")).toContainEqual(
      expect.stringContaining("The stack producer-documents has not been deployed yet, or was destroyed"),
    );
  });

  test("the other stack publishes an older contract", async () => {
    const older = { ...JSON.parse(emptyState), outputs: { contract_version: output(0.5, "number") } };
    estate.putState(layout(estate, "network-internal"), JSON.stringify(older));
    expect(await problemsOf(estate, "producer-payments")).toContainEqual(
      expect.stringContaining(
        "The stack network-internal publishes an older contract than this stack reads (network version 1).",
      ),
    );
  });

  test("the other stack does not have the service yet", async () => {
    const before = JSON.stringify({
      ...JSON.parse(emptyState),
      outputs: {
        contract_version: output(1, "number"),
        services: output({}, ["object", {}]),
        vpcs: output({}, ["object", {}]),
      },
    });
    estate.putState(layout(estate, "producer-documents"), before);
    expect(await problemsOf(estate, "consumer-storefront")).toContainEqual(
      expect.stringContaining(
        "The stack producer-documents does not publish documents among its services yet. Deploy it first",
      ),
    );
  });
});

describeWithTerraform("a contract in S3 that is not kept fails the plan with a sentence", () => {
  test("the other stack has not been deployed", async () => {
    const estate = await PlannedEstate.of(s3Platform);
    estate.putState(layout(estate, "network-ledger"), undefined);
    expect(await problemsOf(estate, "producer-books")).toEqual([
      expect.stringContaining("The stack network-ledger has not been deployed yet, and this stack reads its outputs."),
    ]);
    await estate.stop();
  });
});

const emptyState = JSON.stringify({
  version: 4,
  terraform_version: "1.10.0",
  serial: 1,
  lineage: "x",
  outputs: {},
  resources: [],
  check_results: null,
});

function output(value: unknown, type: unknown) {
  return { value, type };
}

function layout({ layouts }: PlannedEstate, id: string): StackLayout {
  const found = layouts.find((each) => each.id === id);
  if (!found) throw new Error(`no stack ${id}`);
  return found;
}

async function problemsOf(estate: PlannedEstate, id: string): Promise<string[]> {
  const { code, output: printed } = await estate.plan(layout(estate, id));
  expect(code).toBe(1);
  return problemsIn(printed);
}
