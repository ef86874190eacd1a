import { authorizationRequest } from "../decide/authorize";
import type { Path } from "../decide/context";
import type { EstateIndex } from "../decide/index-estate";
import type { Caller, LatticeRequest, PlacedPolicy, Source } from "../decide/request";
import type { ParsedPolicy } from "../iam/parse/parsed";
import type { Policy } from "../iam/policy";
import { askPolicy, narrowPolicy } from "./policy-questions";
import { QuestionSet, type Questions } from "./questions";
import { askRules } from "./rule-questions";

/** A caller and a service with what stands between them, without the statements that do not concern them. */
export interface Between {
  /** The estate, with these policies only. */
  readonly index: EstateIndex;
  readonly caller: Caller;
  readonly questions: Questions;
}

/** Finds what stands between a caller and a service, and what of it asks about a request. */
export function narrow(index: EstateIndex, caller: Caller, source: Source, path: Path): Between {
  const request: LatticeRequest = { caller, source, target: { service: path.service.id }, method: "", path: "" };
  const fixed = authorizationRequest(request, path, new Map()).policies;
  const narrowed = new Map(
    policiesBetween(index, caller, path).map((policy) => [policy.parsed, narrowPolicy(policy, fixed)]),
  );
  const questions = new QuestionSet();
  for (const policy of narrowed.values()) askPolicy(questions, policy, fixed);
  askRules(questions, path.listener);
  return {
    index: { ...index, policy: (parsed) => narrowed.get(parsed) ?? index.policy(parsed) },
    caller: narrowCaller(caller, narrowed),
    questions: questions.questions(),
  };
}

function narrowCaller(caller: Caller, narrowed: ReadonlyMap<ParsedPolicy, Policy>): Caller {
  if (caller.kind === "anonymous" || caller.identity === "assumed") return caller;
  const { policies, permissionsBoundary, serviceControlPolicies } = caller.identity;
  const place = (one: PlacedPolicy): PlacedPolicy => ({
    ...one,
    policy: narrowed.get(one.policy.parsed) ?? one.policy,
  });
  return {
    ...caller,
    identity: {
      policies: policies.map(place),
      ...(permissionsBoundary ? { permissionsBoundary: place(permissionsBoundary) } : {}),
      serviceControlPolicies: serviceControlPolicies.map((level) => level.map(place)),
    },
  };
}

/** The policies that have a say in a caller's requests to a service. */
export function policiesBetween(
  index: EstateIndex,
  caller: Caller,
  path: Pick<Path, "network" | "service">,
): readonly Policy[] {
  const guards = [path.network, path.service].filter((owner) => owner.authType !== "NONE");
  const attached = guards.flatMap((owner) => (owner.authPolicy ? [index.policy(owner.authPolicy.policy)] : []));
  if (caller.kind === "anonymous" || caller.identity === "assumed") return attached;
  const { policies, permissionsBoundary, serviceControlPolicies } = caller.identity;
  const own: readonly PlacedPolicy[] = [
    ...policies,
    ...(permissionsBoundary ? [permissionsBoundary] : []),
    ...serviceControlPolicies.flat(),
  ];
  return [...attached, ...own.map((placed) => placed.policy)];
}
