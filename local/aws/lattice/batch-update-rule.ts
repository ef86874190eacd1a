import { z } from "zod";
import { ApiError } from "../http/api-error";
import type { Call } from "../http/rest-api";
import { checkAction } from "./actions";
import { findListener, OfListener } from "./listeners";
import type { Rule } from "./records";
import { applyChange, type CheckedChange, changeableRule, RuleChange, summary } from "./rules";
import { Identifier } from "./shapes";
import { type LatticeOperation, type LatticeWorld, operation } from "./world";

const Input = OfListener.extend({
  rules: z
    .array(RuleChange.extend({ ruleIdentifier: Identifier.rule }))
    .min(1)
    .max(10),
});

interface Failure {
  readonly ruleIdentifier: string;
  readonly failureCode: string;
  readonly failureMessage: string;
}

interface Wish {
  readonly rule: Rule;
  readonly change: CheckedChange;
}

/**
 * Changes several rules at once, so that priorities can be swapped: uniqueness is judged on the outcome.
 * A rule that cannot be changed is reported in `unsuccessful`; the others are changed all the same.
 */
function batchUpdate(world: LatticeWorld, call: Call, input: z.output<typeof Input>) {
  const { service, listener } = findListener(world, call, input, "UpdateRule");
  const unsuccessful: Failure[] = [];
  const wishes: Wish[] = [];
  for (const { ruleIdentifier, ...change } of input.rules) {
    try {
      const rule = changeableRule(world, listener, ruleIdentifier);
      wishes.push({
        rule,
        change: { ...change, action: change.action && checkAction(world, call, service, listener, change.action) },
      });
    } catch (error) {
      unsuccessful.push(failure(ruleIdentifier, error));
    }
  }
  const possible = withoutPriorityConflicts(world.store.rulesOf(listener.id), wishes);
  for (const { rule, change } of wishes.filter((wish) => !possible.includes(wish))) {
    unsuccessful.push({
      ruleIdentifier: rule.id,
      failureCode: "ConflictException",
      failureMessage: `Priority ${change.priority} is already in use`,
    });
  }
  for (const { rule, change } of possible) {
    applyChange(world, rule, change);
  }
  return { successful: possible.map(({ rule }) => summary(rule)), unsuccessful };
}

/** Drops wishes for a priority that stays taken, until the rest can all come true together. */
function withoutPriorityConflicts(rules: readonly Rule[], wishes: readonly Wish[]): readonly Wish[] {
  const priorities = new Map(rules.map(({ id, priority }) => [id, priority]));
  for (const { rule, change } of wishes) {
    priorities.set(rule.id, change.priority ?? rule.priority);
  }
  const taken = (wish: Wish) =>
    [...priorities].some(([id, priority]) => id !== wish.rule.id && priority === wish.change.priority);
  const remaining = wishes.filter((wish) => wish.change.priority === undefined || !taken(wish));
  return remaining.length === wishes.length ? wishes : withoutPriorityConflicts(rules, remaining);
}

function failure(ruleIdentifier: string, error: unknown): Failure {
  if (!(error instanceof ApiError)) {
    throw error;
  }
  return { ruleIdentifier, failureCode: error.code, failureMessage: error.message };
}

export const batchUpdateRuleOperations: readonly LatticeOperation[] = [
  operation({
    name: "BatchUpdateRule",
    method: "PATCH",
    path: "/services/{serviceIdentifier}/listeners/{listenerIdentifier}/rules",
    status: 200,
    input: Input,
    handle: batchUpdate,
  }),
];
