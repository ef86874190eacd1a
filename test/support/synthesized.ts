import type { PolicyDocument } from "../../policies/documents/statement";

/** A block of Terraform in JSON. */
export interface Block {
  readonly [name: string]: unknown;
}

/** A policy document as it stands in the Terraform, its values tokens where they are known after apply. */
export type Policy = PolicyDocument<PolicyDocument["Statement"][number] & { Resource?: unknown; Principal?: unknown }>;

/** A reference as Terraform reads it: to an attribute of a resource, or any other expression. */
export function ref(expression: string): string {
  return `\${${expression}}`;
}

/** The Terraform of one stack, as Terraform reads it. */
export class Synthesized {
  constructor(readonly json: Block) {}

  /** The resources of a type by name. */
  resources(type: string): Readonly<Record<string, Block>> {
    return blocksOf(this.json.resource, type);
  }

  /** The one resource of a type. */
  resource(type: string, name?: string): Block {
    return only(this.resources(type), type, name);
  }

  /** The data sources of a type by name. */
  data(type: string): Readonly<Record<string, Block>> {
    return blocksOf(this.json.data, type);
  }

  /** The types of all resources, each once. */
  get types(): string[] {
    return Object.keys(asBlock(this.json.resource)).sort();
  }

  /** A JSON document in an argument of the one resource of a type. */
  policy(type: string, name?: string, argument = "policy"): Policy {
    return JSON.parse(String(this.resource(type, name)[argument]));
  }

  /** The value of an output. */
  output(name: string): unknown {
    return asBlock(asBlock(this.json.output)[name]).value;
  }
}

/** What is not a block counts as an empty one. */
export function asBlock(value: unknown): Block {
  return isBlock(value) ? value : {};
}

function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function blocksOf(section: unknown, type: string): Readonly<Record<string, Block>> {
  const named = Object.entries(asBlock(asBlock(section)[type]));
  return Object.fromEntries(named.map(([name, block]) => [name, withoutMetadata(asBlock(block))]));
}

function withoutMetadata({ "//": _, ...block }: Block): Block {
  return block;
}

function only(blocks: Readonly<Record<string, Block>>, type: string, name?: string): Block {
  const names = name === undefined ? Object.keys(blocks) : [name];
  const block = blocks[names[0] ?? ""];
  if (names.length === 1 && block) return block;
  throw new Error(`${name ?? "one"} of ${type} was expected; there are: ${Object.keys(blocks).join(", ") || "none"}`);
}
