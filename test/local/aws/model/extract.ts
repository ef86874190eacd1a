/**
 * Makes `vpc-lattice.json` and `ram.json` from AWS's own models: what the inputs of the operations served here look like,
 * and nothing else of them.
 *
 *     tsx test/local/aws/model/extract.ts vpc-lattice botocore/data/vpc-lattice/2022-11-30/service-2.json
 *
 * Made from botocore of 2026-08-07 (github.com/boto/botocore, Apache-2.0). UpdateServiceNetworkVpcAssociationRequest has
 * got members since, which are in the SDK and were written in by hand; the test holds all members against the SDK's.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { latticeOperations } from "../../../../local/aws/lattice/service";
import { ramOperations } from "../../../../local/aws/ram/service";
import type { Model, Shape } from "./model";

interface Source {
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly http: { readonly method: string; readonly requestUri: string };
        readonly errors?: readonly Reference[];
        readonly input?: Reference;
      }
    >
  >;
  readonly shapes: Readonly<Record<string, SourceShape>>;
}

interface Reference {
  readonly shape: string;
  readonly location?: "uri" | "querystring";
}

interface SourceShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly union?: boolean;
  readonly [limit: string]: unknown;
}

function shapeOf({
  type,
  required,
  members,
  member,
  key,
  value,
  union,
  min,
  max,
  pattern,
  enum: allowed,
}: SourceShape) {
  const shape = {
    type,
    union,
    min,
    max,
    pattern,
    enum: allowed,
    required: required?.length ? required : undefined,
    members: members && mapValues(members),
    member: member?.shape,
    key: key?.shape,
    value: value?.shape,
  };
  return shape as Shape;
}

function mapValues(members: Readonly<Record<string, Reference>>) {
  return Object.fromEntries(
    Object.entries(members).map(([name, { shape, location }]) => [
      name,
      location === undefined ? shape : `${shape} ${location}`,
    ]),
  );
}

function extract({ operations, shapes }: Source, served: readonly string[]): Model {
  const wanted: Record<string, Shape> = {};
  const add = (name: string): void => {
    const source = shapes[name];
    if (source === undefined || wanted[name] !== undefined) return;
    wanted[name] = shapeOf(source);
    for (const reference of [...Object.values(source.members ?? {}), source.member, source.key, source.value]) {
      if (reference !== undefined) add(reference.shape);
    }
  };
  const inputs = served.map((name) => {
    const { http, input, errors = [] } = operations[name] ?? {};
    if (input !== undefined) add(input.shape);
    return [
      name,
      {
        method: http?.method ?? "",
        uri: http?.requestUri ?? "",
        input: input?.shape ?? "",
        errors: [...new Set(errors.map(({ shape }) => shape))],
      },
    ] as const;
  });
  return { operations: Object.fromEntries(inputs), shapes: wanted };
}

const [name = "", file = ""] = process.argv.slice(2);
const served = (name === "ram" ? ramOperations : latticeOperations).map((operation) => operation.name);
const model = extract(JSON.parse(readFileSync(file, "utf8")), served);
const lines = Object.entries(model).map(([part, entries]) => {
  const each = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `${JSON.stringify(part)}: {\n${each.join(",\n")}\n}`;
});
writeFileSync(join(__dirname, `${name}.json`), `{\n${lines.join(",\n")}\n}\n`);
