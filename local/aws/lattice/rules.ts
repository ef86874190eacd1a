import { z } from "zod";
import { type Call, validationError } from "../http/rest-api";
import { checkAction } from "./actions";
import { conflict, notFound, quotaExceeded } from "./errors";
import { lookUp } from "./find";
import { findListener, OfListener } from "./listeners";
import { Paging, page } from "./page";
import type { Listener, Rule } from "./records";
import { ActionShape, ClientToken, Identifier, MatchShape, nameOf, Priority, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const CreateInput = OfListener.extend({
  name: nameOf(63, "rule"),
  match: MatchShape,
  priority: Priority,
  action: ActionShape,
  clientToken: ClientToken,
  tags: Tags,
});
const Named = OfListener.extend({ ruleIdentifier: Identifier.rule });
const ListInput = OfListener.extend(Paging);

/** What UpdateRule and BatchUpdateRule change; what is absent stays. */
export const RuleChange = z.object({
  match: MatchShape.optional(),
  priority: Priority.optional(),
  action: ActionShape.optional(),
});
const UpdateInput = Named.extend(RuleChange.shape);

function create(world: LatticeWorld, call: Call, input: z.output<typeof CreateInput>) {
  const { service, listener } = findListener(world, call, input, "CreateRule");
  if (listener.protocol === "TLS_PASSTHROUGH") {
    throw validationError([
      { name: "listenerIdentifier", message: "a TLS_PASSTHROUGH listener has only its default rule" },
    ]);
  }
  const { name, match, priority, tags } = input;
  checkRoom(world, listener, name, priority);
  const action = checkAction(world, call, service, listener, input.action);
  const id = newId("rule");
  const record = newRecord(world, call, id, `service/${service.id}/listener/${listener.id}/rule/${id}`, tags);
  const rule: Rule = { ...record, name, match, priority, action, listenerId: listener.id };
  world.store.rules.set(id, rule);
  return summary(rule);
}

function checkRoom(world: LatticeWorld, listener: Listener, name: string, priority: number): void {
  const siblings = world.store.rulesOf(listener.id);
  const same = siblings.find((rule) => rule.name === name);
  if (same !== undefined) {
    throw conflict("RULE", same.id, `Rule with name ${name} already exists in listener ${listener.id}`);
  }
  checkPriority(siblings, priority);
  if (siblings.length >= world.quotas.rulesPerListener) {
    throw quotaExceeded({
      resourceType: "RULE",
      resourceId: listener.id,
      quotaCode: "L-CF78395E",
      limit: world.quotas.rulesPerListener,
    });
  }
}

function checkPriority(siblings: readonly Rule[], priority: number): void {
  const taken = siblings.find((rule) => rule.priority === priority);
  if (taken !== undefined) {
    throw conflict("RULE", taken.id, `Priority ${priority} is already in use by rule ${taken.id}`);
  }
}

export function summary({ id, arn, name, match, priority, action }: Rule) {
  return { id, arn, name, isDefault: false, match, priority, action };
}

/** The rule that a call names; `default` for the one that only UpdateListener changes. */
export function findRule(world: LatticeWorld, listener: Listener, identifier: string): Rule | "default" {
  if (identifier.split("/").at(-1) === listener.defaultRuleId) {
    return "default";
  }
  const rule = lookUp(world.store.rules, identifier);
  if (rule === undefined || rule.listenerId !== listener.id) {
    throw notFound("RULE", identifier);
  }
  return rule;
}

function defaultSummary({ arn, defaultRuleId, createdAt, lastUpdatedAt }: Listener) {
  return {
    id: defaultRuleId,
    arn: `${arn}/rule/${defaultRuleId}`,
    name: "default",
    isDefault: true,
    createdAt,
    lastUpdatedAt,
  };
}

function get(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const { listener } = findListener(world, call, input, "GetRule");
  const rule = findRule(world, listener, input.ruleIdentifier);
  if (rule === "default") {
    return { ...defaultSummary(listener), action: listener.defaultAction };
  }
  return { ...summary(rule), createdAt: rule.createdAt, lastUpdatedAt: rule.lastUpdatedAt };
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const { listener } = findListener(world, call, input, "ListRules");
  const rules = world.store.rulesOf(listener.id).map(({ id, arn, name, priority, createdAt, lastUpdatedAt }) => ({
    id,
    arn,
    name,
    isDefault: false,
    priority,
    createdAt,
    lastUpdatedAt,
  }));
  return page(input, [...rules, defaultSummary(listener)]);
}

/** The rule, or the error of the default rule, which "cannot be changed or deleted" (user guide, "Listener rules"). */
export function changeableRule(world: LatticeWorld, listener: Listener, identifier: string): Rule {
  const rule = findRule(world, listener, identifier);
  if (rule === "default") {
    throw validationError([{ name: "ruleIdentifier", message: "the default rule changes with its listener only" }]);
  }
  return rule;
}

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const { service, listener } = findListener(world, call, input, "UpdateRule");
  const rule = changeableRule(world, listener, input.ruleIdentifier);
  const { match, priority } = input;
  const action = input.action && checkAction(world, call, service, listener, input.action);
  if (priority !== undefined) {
    checkPriority(
      world.store.rulesOf(listener.id).filter(({ id }) => id !== rule.id),
      priority,
    );
  }
  applyChange(world, rule, { match, priority, action });
  return summary(rule);
}

/** A change whose target groups were found. */
export type CheckedChange = { readonly [K in "match" | "priority" | "action"]?: Rule[K] | undefined };

/** Writes a checked change. */
export function applyChange(world: LatticeWorld, rule: Rule, change: CheckedChange): void {
  rule.match = change.match ?? rule.match;
  rule.priority = change.priority ?? rule.priority;
  rule.action = change.action ?? rule.action;
  rule.lastUpdatedAt = world.schedule.now;
}

function remove(world: LatticeWorld, call: Call, input: z.output<typeof Named>) {
  const { listener } = findListener(world, call, input, "DeleteRule");
  world.store.rules.delete(changeableRule(world, listener, input.ruleIdentifier).id);
  return {};
}

const PATH = "/services/{serviceIdentifier}/listeners/{listenerIdentifier}/rules";

export const ruleOperations: readonly LatticeOperation[] = [
  operation({ name: "CreateRule", method: "POST", path: PATH, status: 201, input: CreateInput, handle: create }),
  operation({ name: "ListRules", method: "GET", path: PATH, status: 200, input: ListInput, handle: list }),
  operation({
    name: "GetRule",
    method: "GET",
    path: `${PATH}/{ruleIdentifier}`,
    status: 200,
    input: Named,
    handle: get,
  }),
  operation({
    name: "UpdateRule",
    method: "PATCH",
    path: `${PATH}/{ruleIdentifier}`,
    status: 200,
    input: UpdateInput,
    handle: update,
  }),
  operation({
    name: "DeleteRule",
    method: "DELETE",
    path: `${PATH}/{ruleIdentifier}`,
    status: 204,
    input: Named,
    handle: remove,
  }),
];
