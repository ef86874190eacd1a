import { TerraformOutput, type TerraformStack } from "cdktf";
import { type Contract, type ContractShape, outputName, type Published, versionOutput } from "./contract";

/** Publishes a contract as the stack's outputs. */
export function publish<Shape extends ContractShape>(
  stack: TerraformStack,
  contract: Contract<Shape>,
  values: Published<Shape>,
): void {
  new TerraformOutput(stack, versionOutput, { value: contract.version });
  for (const [name, value] of Object.entries(values)) {
    new TerraformOutput(stack, outputName(name), { value: isMap(value) ? mapEntries(value) : value });
  }
}

function isMap(value: unknown): value is Record<string, Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapEntries(map: Record<string, Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(map).map(([key, entry]) => [
      key,
      Object.fromEntries(Object.entries(entry).map(([field, value]) => [outputName(field), value])),
    ]),
  );
}
