import { show } from "../iam/parse/problem";
import { isUnknown, type Origin } from "../value";
import { blocksOf, textsOf } from "./blocks";
import type { Instance } from "./instance";
import { isJson } from "./json/read-json";
import { ReadError } from "./read-error";
import { firstUnknown, isObject, type TfObject, type TfValue } from "./value";

/**
 * The document that the data source `aws_iam_policy_document` makes, as data with its unknown parts (provider
 * documentation, `aws_iam_policy_document`): documents to start from, its own statements, documents that override those
 * with the same Sid.
 */
export function policyDocument(instance: Instance): TfObject {
  const sources = documents(instance, "source_policy_documents", "source_json");
  const overrides = documents(instance, "override_policy_documents", "override_json");
  const own = blocksOf(instance.argument("statement")).map(statement);
  const statements = overrides.reduce(override, [...sources, ...own]);
  return { Version: instance.argument("version") ?? "2012-10-17", Statement: statements };
}

function documents(instance: Instance, ...names: readonly string[]): readonly TfValue[] {
  return names
    .flatMap((name) => textsOf(instance.argument(name)).map((text) => ({ name, text })))
    .flatMap(({ name, text }): readonly TfValue[] =>
      isUnknown(text) ? [text] : statementsOf(text, instance.origin(name)),
    );
}

function statementsOf(json: string, { file, address }: Origin): readonly TfValue[] {
  if (json === "") return [];
  const document = parsed(json);
  if (!isJson(document)) {
    throw new ReadError([`${file}: ${address}: found ${show(json)}; allowed: the JSON of a policy document.`]);
  }
  return [(document.Statement ?? []) as TfValue].flat();
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function override(statements: readonly TfValue[], one: TfValue): readonly TfValue[] {
  const sid = isObject(one) ? one.Sid : undefined;
  const same = statements.findIndex((other) => sid !== undefined && isObject(other) && other.Sid === sid);
  return same < 0 ? [...statements, one] : statements.with(same, one);
}

function statement(block: TfValue): TfValue {
  if (!isObject(block)) return block;
  return {
    ...(typeof block.sid === "string" && block.sid !== "" ? { Sid: block.sid } : {}),
    Effect: block.effect ?? "Allow",
    ...element("Principal", principals(block.principals)),
    ...element("NotPrincipal", principals(block.not_principals)),
    ...element("Action", listed(block.actions)),
    ...element("NotAction", listed(block.not_actions)),
    ...element("Resource", listed(block.resources)),
    ...element("NotResource", listed(block.not_resources)),
    ...element("Condition", conditions(blocksOf(block.condition))),
  };
}

/** Blocks with the same test and variable add up their values, as the provider (5.100) has it. */
function conditions(blocks: readonly TfValue[]): TfValue | undefined {
  if (blocks.length === 0) return undefined;
  const all: Record<string, Record<string, TfValue>> = {};
  for (const block of blocks) {
    const { test, variable, values = null } = isObject(block) ? block : {};
    // Whether the statement counts depends on all of its conditions.
    if (typeof test !== "string" || typeof variable !== "string") return firstUnknown(block) ?? block;
    const known = all[test]?.[variable];
    const value = known === undefined ? shorten(values) : [known, values].flat();
    all[test] = { ...all[test], [variable]: value };
  }
  return all;
}

function element(name: string, value: TfValue | undefined): TfObject {
  return value === undefined ? {} : { [name]: value };
}

function listed(value: TfValue | undefined): TfValue | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) && value.length === 0 ? undefined : shorten(value);
}

function shorten(value: TfValue | undefined): TfValue {
  return Array.isArray(value) && value.length === 1 ? value[0] : (value ?? null);
}

/** `type = "*"` with the identifier `*` is everyone. */
function principals(value: TfValue | undefined): TfValue | undefined {
  const blocks = blocksOf(value);
  if (blocks.length === 0) return undefined;
  const byType: Record<string, TfValue> = {};
  for (const block of blocks) {
    if (!isObject(block) || typeof block.type !== "string") return isObject(block) ? block.type : block;
    if (block.type === "*") return "*";
    const known = byType[block.type];
    const more = Array.isArray(block.identifiers) ? block.identifiers : [block.identifiers ?? null];
    byType[block.type] = known === undefined ? shorten(more) : [known, ...more].flat();
  }
  return byType;
}
