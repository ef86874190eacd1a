import { authorizationRequest } from "../decide/authorize";
import type { Path } from "../decide/context";
import { decideIn } from "../decide/decide";
import type { EstateIndex } from "../decide/index-estate";
import type { Caller, LatticeRequest, PlacedPolicy, Source } from "../decide/request";
import type { Verdict } from "../decide/verdict";
import type { Policy } from "../iam/policy";
import { askPolicy } from "./policy-questions";
import { QuestionSet, type Questions } from "./questions";
import { type FreeParts, witnesses } from "./request-classes";
import { askRules } from "./rule-questions";

/** One class of requests of a caller to a service, decided. */
export interface DecidedClass {
  /** A request of the class: whoever replays it gets the verdict. */
  readonly request: LatticeRequest;
  readonly verdict: Verdict;
}

/** Everything that a caller can send to a listener of a service, in classes. */
export interface DecidedClasses {
  readonly questions: Questions;
  readonly classes: readonly DecidedClass[];
}

/** Collects what the policies and rules between a caller and a service ask about a request. */
export function questionsBetween(index: EstateIndex, caller: Caller, source: Source, path: Path): Questions {
  const questions = new QuestionSet();
  const request: LatticeRequest = { caller, source, target: { service: path.service.id }, method: "", path: "" };
  const fixed = authorizationRequest(request, path, new Map()).policies;
  for (const policy of policiesBetween(index, caller, path)) askPolicy(questions, policy, fixed);
  askRules(questions, path.listener);
  return questions.questions();
}

/**
 * Decides everything that a caller can send to a service. Exact: the policies and rules in between can tell requests
 * apart in finitely many ways only, and one request of each class is decided.
 */
export function decideClasses(index: EstateIndex, caller: Caller, source: Source, path: Path): DecidedClasses {
  const questions = questionsBetween(index, caller, source, path);
  const classes: DecidedClass[] = [];
  for (const parts of witnesses(questions)) {
    const request = { ...parts, ...addressed(caller, source, path) };
    classes.push({ request, verdict: decideIn(index, request) });
  }
  return { questions, classes };
}

function addressed(caller: Caller, source: Source, path: Path): Omit<LatticeRequest, keyof FreeParts> {
  const { port } = path.listener;
  const target = { service: path.service.id };
  return { caller, source, target, network: path.network.id, ...(typeof port === "number" ? { port } : {}) };
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
