import type { Action, HeaderMatch, Listener, PathMatch, Rule, RuleMatch } from "../../estate/service";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blockOf, blocksOf, booleanAt, numberAt, textAt } from "../blocks";
import type { Instance } from "../instance";
import { isObject, type TfObject, type TfValue } from "../value";
import { keyOf } from "./links";
import type { TargetGroups } from "./target-groups";
import type { TerraformSet } from "./terraform-set";

/** The listeners of a service, by its id or its ARN. */
export type ListenersOf = (...names: readonly Value<string>[]) => readonly Listener[];

const STANDARD_PORTS: Readonly<Record<string, number>> = { HTTP: 80, HTTPS: 443 };

/** Reads all listeners with their rules. */
export function readListeners(set: TerraformSet, targetGroups: TargetGroups): ListenersOf {
  const rules = groupBy(
    set.map("aws_vpclattice_listener_rule", (one) => one),
    (one) => [one.text("listener_identifier")],
  );
  const listeners = groupBy(
    set.map("aws_vpclattice_listener", (instance) => instance),
    (one) => [one.argumentText("service_identifier"), one.argumentText("service_arn")],
  );
  return (...names) =>
    distinct(names.flatMap((name) => listeners.get(keyOf(name)) ?? [])).flatMap((instance) => {
      const keys = [instance.text("listener_id"), instance.text("arn"), instance.text("id")];
      const own = distinct(keys.flatMap((key) => rules.get(keyOf(key)) ?? []));
      return set.mistakes.try(() => listenerOf(instance, own, targetGroups)) ?? [];
    });
}

function listenerOf(instance: Instance, rules: readonly Instance[], targetGroups: TargetGroups): Listener {
  const protocol = instance.text("protocol") as Listener["protocol"];
  const port = numberAt(instance.argument("port"));
  const standard = isUnknown(protocol) ? undefined : STANDARD_PORTS[protocol];
  return {
    id: instance.id,
    origin: instance.origin(),
    name: instance.text("name"),
    protocol,
    port: port ?? standard ?? unknown("number", "known after apply", instance.origin("port")),
    defaultAction: actionOf(instance.argument("default_action"), instance.origin("default_action"), targetGroups),
    rules: rules.map((rule) => ruleOf(rule, targetGroups)),
  };
}

function ruleOf(instance: Instance, targetGroups: TargetGroups): Rule {
  return {
    id: instance.id,
    origin: instance.origin(),
    name: instance.text("name"),
    priority: numberAt(instance.argument("priority")) ?? unknown("number", "not set", instance.origin("priority")),
    match: matchOf(instance.argument("match"), instance.origin("match")),
    action: actionOf(instance.argument("action"), instance.origin("action"), targetGroups),
  };
}

function matchOf(value: TfValue | undefined, origin: Origin): Value<RuleMatch> {
  if (isUnknown(value)) return value;
  const http = blockOf(blockOf(value)?.http_match);
  if (!http) return unknown("object", "the match could not be read", origin);
  const method = textAt(http, "method");
  const path = pathOf(blockOf(http.path_match), origin);
  return {
    ...(method === undefined || method === "" ? {} : { method }),
    ...(path ? { path } : {}),
    headers: blocksOf(http.header_matches).flatMap((block) => headerOf(block, origin)),
  };
}

function pathOf(block: TfObject | undefined, origin: Origin): PathMatch | undefined {
  if (!block) return undefined;
  const caseSensitive = booleanAt(block.case_sensitive) ?? false;
  const match = comparisonOf(blockOf(block.match), ["exact", "prefix"] as const, origin);
  return { ...match, caseSensitive };
}

function headerOf(block: TfValue, origin: Origin): readonly HeaderMatch[] {
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

function actionOf(value: TfValue | undefined, origin: Origin, targetGroups: TargetGroups): Value<Action> {
  if (isUnknown(value)) return value;
  const block = blockOf(value);
  const fixed = blockOf(block?.fixed_response);
  if (fixed) {
    const statusCode = numberAt(fixed.status_code) ?? unknown("number", "not set", origin);
    return { kind: "fixedResponse", statusCode };
  }
  const forward = blocksOf(block?.forward).filter(isObject);
  if (forward.length === 0) return unknown("object", "the action could not be read", origin);
  const groups = forward.flatMap((one) => blocksOf(one.target_groups)).filter(isObject);
  return {
    kind: "forward",
    targetGroups: groups.map((group) => ({
      targetGroup: targetGroups.idOf(textAt(group, "target_group_identifier"), origin),
      weight: numberAt(group.weight) ?? 100,
    })),
  };
}

function groupBy(
  instances: readonly Instance[],
  namesOf: (instance: Instance) => readonly (Value<string> | undefined)[],
): ReadonlyMap<string, readonly Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const instance of instances) {
    for (const name of namesOf(instance)) {
      if (name === undefined) continue;
      const known = groups.get(keyOf(name));
      if (known) known.push(instance);
      else groups.set(keyOf(name), [instance]);
    }
  }
  return groups;
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
