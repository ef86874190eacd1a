import { readHeaders } from "../decide/headers";
import type { EstateIndex } from "../decide/index-estate";
import type { Rule, Service } from "../estate/service";
import { matchRule } from "../routing/match";
import type { RoutedRequest } from "../routing/request";
import { FALSE, TRUE } from "../tri";
import { QuestionSet } from "./question-set";
import { witnesses } from "./request-classes";
import { askRules } from "./rule-questions";

/** A listener rule that never gets a request. */
export interface ShadowedRule {
  readonly service: Service;
  readonly rule: Rule;
  /** A request that it asks for, and the rule before it that takes it; undefined when no request is what it asks for. */
  readonly example?: { readonly method: string; readonly path: string; readonly takenBy: Rule };
}

/** The listener rules that never get a request, because earlier ones take all that they ask for. Exact. */
export function shadowedRules(index: EstateIndex): readonly ShadowedRule[] {
  return index.estate.services.flatMap((service) =>
    service.listeners.flatMap((listener) => {
      const questions = new QuestionSet();
      askRules(questions, listener);
      const requests = [...witnesses(questions.questions())].map(
        ({ method, path, headers }): RoutedRequest => ({ method, path, headers: readHeaders(headers) }),
      );
      const route = index.router(listener);
      const reached = new Set(
        requests.flatMap((request) => {
          const routing = route(request);
          const routes = routing.kind === "routed" ? [routing] : routing.candidates;
          return routes.map(({ rule }) => rule?.id);
        }),
      );
      const shadowed = listener.rules.filter(({ id }) => !reached.has(id));
      return shadowed.map((rule) => ({ service, rule, ...exampleOf(rule, listener.rules, requests) }));
    }),
  );
}

function exampleOf(
  rule: Rule,
  rules: readonly Rule[],
  requests: readonly RoutedRequest[],
): Pick<ShadowedRule, "example"> {
  const request = requests.find((one) => matchRule(rule.match, one) !== FALSE);
  const [takenBy] = request
    ? rules
        .filter((one) => matchRule(one.match, request) === TRUE)
        .sort((left, right) => Number(left.priority) - Number(right.priority))
    : [];
  return request && takenBy ? { example: { method: request.method, path: request.path, takenBy } } : {};
}
