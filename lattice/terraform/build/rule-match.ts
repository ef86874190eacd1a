import type { HeaderMatch, PathMatch, RuleMatch } from "../../estate/service";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blockOf, blocksOf, booleanAt, textAt } from "../blocks";
import { isObject, type TfObject, type TfValue } from "../value";

/** What a listener rule asks for. */
export function matchOf(value: TfValue | undefined, origin: Origin): Value<RuleMatch> {
  if (isUnknown(value)) return value;
  const http = blockOf(blockOf(value)?.http_match);
  if (!http) return unknown("object", "the match could not be read", origin);
  const method = textAt(http, "method");
  const path = pathOf(blocksOf(http.path_match)[0], origin);
  return {
    ...(method === undefined || method === "" ? {} : { method }),
    ...(path ? { path } : {}),
    headers: blocksOf(http.header_matches).flatMap((block) => headerOf(block, origin)),
  };
}

function pathOf(block: TfValue | undefined, origin: Origin): PathMatch | undefined {
  if (isUnknown(block)) return { kind: "prefix", value: { ...block, type: "string" }, caseSensitive: false };
  if (!isObject(block)) return undefined;
  const caseSensitive = booleanAt(block.case_sensitive) ?? false;
  const match = comparisonOf(blockOf(block.match), ["exact", "prefix"] as const, origin);
  return { ...match, caseSensitive };
}

function headerOf(block: TfValue, origin: Origin): readonly HeaderMatch[] {
  if (isUnknown(block)) return [{ name: { ...block, type: "string" }, kind: "exact", value: "", caseSensitive: false }];
  if (!isObject(block)) return [];
  const name = textAt(block, "name") ?? unknown("string", "not set", origin);
  const match = comparisonOf(blockOf(block.match), ["exact", "prefix", "contains"] as const, origin);
  return [{ name, ...match, caseSensitive: booleanAt(block.case_sensitive) ?? false }];
}

/** Terraform writes "" or null for the ways of comparing that are not used. */
function comparisonOf<K extends string>(block: TfObject | undefined, kinds: readonly K[], origin: Origin) {
  const kind = kinds.find((candidate) => {
    const value = block?.[candidate];
    return value !== undefined && value !== null && value !== "";
  });
  const value = kind && block ? textAt(block, kind) : undefined;
  return { kind: kind ?? (kinds[0] as K), value: value ?? unknown("string", "not set", origin) };
}
