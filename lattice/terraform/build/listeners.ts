import type { Action, Listener, Rule } from "../../estate/service";
import { isUnknown, type Origin, type Unknown, unknown, type Value } from "../../value";
import { blockOf, blocksOf, numberAt, textAt } from "../blocks";
import type { Instance } from "../instance";
import { isObject, type TfValue } from "../value";
import { keyOf } from "./links";
import { Members } from "./members";
import { moduleWith } from "./module-arguments";
import { matchOf } from "./rule-match";
import type { TargetGroups } from "./target-groups";
import { mayMean, type TerraformSet } from "./terraform-set";

/** The listeners of a service. */
export type ListenersOf = (service: Instance) => readonly Listener[];

const STANDARD_PORTS: Readonly<Record<string, number>> = { HTTP: 80, HTTPS: 443 };

/** Reads all listeners with their rules. What may belong to a service or to a listener is there with a doubt. */
export function readListeners(set: TerraformSet, targetGroups: TargetGroups): ListenersOf {
  const listeners = new Members(set, "aws_vpclattice_listener", serviceOf, ["aws_vpclattice_service", "id", "arn"]);
  const owner = ["aws_vpclattice_listener", "listener_id", "arn", "id"] as const;
  const rules = new Members(set, "aws_vpclattice_listener_rule", (one) => one.text("listener_identifier"), owner);
  return (service) => {
    const read = (instance: Instance, doubt?: Unknown) =>
      set.mistakes.try(() => {
        const own = rules.of(instance).map((rule) => ruleOf(rule, targetGroups));
        const perhaps = rules.perhapsOf(instance).filter((rule) => mayBeOf(rule, service));
        const doubtful = perhaps.map((rule) => ruleOf(rule, targetGroups, DOUBT(rule.origin("listener_identifier"))));
        const module = moduleWith(set, instance.text("listener_id"), instance.text("arn"), instance.text("id"));
        const made = module ? [anyRule(module)] : [];
        return listenerOf(instance, [...own, ...doubtful, ...made], targetGroups, doubt);
      }) ?? [];
    const certain = listeners.of(service).flatMap((one) => read(one));
    // A service has one listener on a port.
    const doubtful = listeners
      .perhapsOf(service)
      .flatMap((one) => read(one, DOUBT(one.origin("service_identifier"))))
      .filter(({ port }) => isUnknown(port) || !certain.some((one) => one.port === port));
    const all = [...certain, ...doubtful];
    const module = all.length > 0 ? undefined : moduleWith(set, service.text("id"), service.text("arn"));
    return module ? [anyListener(module)] : all;
  };
}

const MADE = (module: Instance) => unknown("object", "a module that is not read may make it", module.origin());

/** What a module that is not read may make of a listener that it gets. */
function anyRule(module: Instance): Rule {
  const open = MADE(module);
  const common = { id: `${module.id}#rule`, origin: module.origin(), name: open, priority: open };
  return { ...common, match: open, action: open, uncertain: open };
}

/** What a module that is not read may make of a service that it gets. */
function anyListener(module: Instance): Listener {
  const open = MADE(module);
  const common = { id: `${module.id}#listener`, origin: module.origin(), name: open, protocol: open, port: open };
  return { ...common, defaultAction: open, rules: [], uncertain: open };
}

const DOUBT = (origin: Origin) => unknown("object", "only apply tells what it belongs to", origin);

function serviceOf(listener: Instance): Value<string> {
  return listener.argumentText("service_identifier") ?? listener.text("service_arn");
}

/** A rule names its service, too. */
function mayBeOf(rule: Instance, service: Instance): boolean {
  const name = rule.text("service_identifier");
  const same = [service.text("id"), service.text("arn")].some((one) => keyOf(one) === keyOf(name));
  return same || mayMean(rule, name, service);
}

function listenerOf(
  instance: Instance,
  rules: readonly Rule[],
  targetGroups: TargetGroups,
  uncertain: Unknown | undefined,
): Listener {
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
    rules,
    ...(uncertain ? { uncertain } : {}),
  };
}

function ruleOf(instance: Instance, targetGroups: TargetGroups, uncertain?: Unknown): Rule {
  return {
    id: instance.id,
    origin: instance.origin(),
    name: instance.text("name"),
    priority: numberAt(instance.argument("priority")) ?? unknown("number", "not set", instance.origin("priority")),
    match: matchOf(instance.argument("match"), instance.origin("match")),
    action: actionOf(instance.argument("action"), instance.origin("action"), targetGroups),
    ...(uncertain ? { uncertain } : {}),
  };
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
