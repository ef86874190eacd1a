import { propertyAccess, type TerraformRemoteState, type TerraformStack, Token } from "cdktf";
import type { PlatformState } from "../../declaration/schema/platform";
import { remoteStateOf } from "../state/remote-state";
import { stateExists } from "../state/state-exists";
import { type Contract, type ContractShape, type EntryOf, outputName, versionOutput } from "./contract";

/** The stack that publishes a contract, and where its state is. */
export interface ContractSource {
  readonly stackId: string;
  /** Id of the stack's account. */
  readonly accountId: string;
  readonly state: PlatformState;
  readonly statePrefix: string;
}

/** A contract as another stack reads it: typed tokens, never a guess. */
export class ConsumedContract<Shape extends ContractShape> {
  readonly #remote: TerraformRemoteState;
  readonly #conditions: Condition[];
  readonly #needed = new Set<string>();

  /**
   * Reads the contract from the other stack's state. A state that is missing, or a contract that is older, fails the plan
   * with a sentence that says which stack to deploy first.
   */
  constructor(
    stack: TerraformStack,
    private readonly contract: Contract<Shape>,
    private readonly source: ContractSource,
  ) {
    this.#remote = remoteStateOf(stack, source, defaultsOf(contract));
    this.#conditions = [
      {
        condition: `\${self.outputs.${versionOutput} > 0}`,
        error_message: `The stack ${source.stackId} has not been deployed yet, or was destroyed, and this stack reads its outputs. ${this.advice()}`,
      },
      {
        condition: `\${${isEmpty} || self.outputs.${versionOutput} >= ${contract.version}}`,
        error_message: `The stack ${source.stackId} publishes an older contract than this stack reads (${contract.kind} version ${contract.version}). ${this.advice()}`,
      },
    ];
    this.#remote.addOverride("lifecycle", {
      precondition: [
        {
          condition: stateExists(stack, source),
          error_message: `The stack ${source.stackId} has not been deployed yet, and this stack reads its outputs. ${this.advice()}`,
        },
      ],
      postcondition: this.#conditions,
    });
  }

  /** A single value. */
  value<Name extends keyof Shape["values"] & string>(name: Name): string {
    return Token.asString(this.#remote.get(outputName(name)));
  }

  /** The fields of one entry of a map; the plan fails with a sentence if the other stack does not have it yet. */
  entry<Name extends keyof Shape["maps"] & string>(name: Name, key: string): EntryOf<Shape["maps"][Name]> {
    const map = outputName(name);
    this.need(map, key);
    const fields: Readonly<Record<string, string>> = this.contract.shape.maps[name] ?? {};
    const read = ([field, type]: [string, string]) => {
      const token = propertyAccess(this.#remote.get(map), [key, outputName(field)]);
      return [field, type === "list" ? Token.asList(token) : Token.asString(token)];
    };
    return Object.fromEntries(Object.entries(fields).map(read));
  }

  private need(map: string, key: string): void {
    if (this.#needed.has(`${map}.${key}`)) return;
    this.#needed.add(`${map}.${key}`);
    this.#conditions.push({
      condition: `\${${isEmpty} || contains(keys(self.outputs.${map}), "${key}")}`,
      error_message: `The stack ${this.source.stackId} does not publish ${key} among its ${map} yet. ${this.advice()}`,
    });
  }

  private advice(): string {
    return `Deploy it first: trellis deploy ${this.source.stackId}`;
  }
}

/** A state that holds nothing fails one condition, not all of them. */
const isEmpty = `self.outputs.${versionOutput} == 0`;

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

/** An empty state has no outputs at all: these make the conditions answer instead of Terraform's own error. */
function defaultsOf({ shape }: Contract): Record<string, unknown> {
  const maps = Object.keys(shape.maps).map((name) => [outputName(name), {}]);
  return { [versionOutput]: 0, ...Object.fromEntries(maps) };
}
