/** A value of a contract: text, or a list of texts. */
type Field = "string" | "list";

/** Fields of one entry of a map. */
type Fields = Readonly<Record<string, Field>>;

/** What a contract holds: single values, and maps from a key of the declaration to fields. */
export interface ContractShape {
  readonly values: Fields;
  readonly maps: Readonly<Record<string, Fields>>;
}

/** The typed, versioned outputs of a kind of stack. Published by that stack, read by others through this definition alone. */
export interface Contract<Shape extends ContractShape = ContractShape> {
  readonly kind: "network" | "producer" | "consumer";
  /** Grows when a reader needs something that older stacks do not publish. */
  readonly version: number;
  readonly shape: Shape;
}

type ValueOf<F extends Field> = F extends "list" ? string[] : string;
export type EntryOf<F extends Fields> = { readonly [Key in keyof F]: ValueOf<F[Key]> };

/** What a stack publishes. */
export type Published<Shape extends ContractShape> = {
  readonly [Key in keyof Shape["values"]]: ValueOf<Shape["values"][Key]>;
} & {
  readonly [Key in keyof Shape["maps"]]: Readonly<Record<string, EntryOf<Shape["maps"][Key]>>>;
};

/** Defines a contract; its type is the type of what is published and read. */
export function defineContract<const Shape extends ContractShape>(contract: Contract<Shape>): Contract<Shape> {
  return contract;
}

/** Name of the output that carries the version. */
export const versionOutput = "contract_version";

/** How outputs are called in Terraform: `serviceNetworkArn` becomes `service_network_arn`. */
export function outputName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
