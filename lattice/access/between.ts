import { authorizationRequest } from "../decide/authorize";
import type { Path } from "../decide/context";
import type { EstateIndex } from "../decide/index-estate";
import type { Caller, LatticeRequest, PlacedPolicy, Source } from "../decide/request";
import type { ParsedCondition, ParsedPolicy } from "../iam/parse/parsed";
import type { Policy } from "../iam/policy";
import { askPolicy, narrowPolicy } from "./policy-questions";
import { QuestionSet } from "./question-set";
import type { Questions } from "./questions";
import { askRules } from "./rule-questions";
import { mixed } from "./value-ways";

/** A caller and a service with what stands between them, without the statements that do not concern them. */
export interface Between {
  /** The estate, with these policies only. */
  readonly index: EstateIndex;
  readonly caller: Caller;
  readonly questions: Questions;
}

/** Conditions that are taken to be unknown, as they cannot be told apart exactly from what else is asked. */
export type Doubtful = ReadonlySet<ParsedCondition>;

const NONE: Doubtful = new Set();

/** The conditions of some questions that have to be taken to be unknown; then {@link narrow} again with these. */
export function doubtfulIn({ headers, query }: Questions): Doubtful {
  const tests = [...headers.values(), ...query.values()];
  return new Set(tests.flatMap(mixed).map(({ condition }) => condition));
}

/** Finds what stands between a caller and a service, and what of it asks about a request. */
export function narrow(
  index: EstateIndex,
  caller: Caller,
  source: Source,
  path: Path,
  doubtful: Doubtful = NONE,
): Between {
  const request: LatticeRequest = { caller, source, target: { service: path.service.id }, method: "", path: "" };
  const fixed = authorizationRequest(request, path, new Map()).policies;
  const questions = new QuestionSet();
  const narrowed = new Map(
    policiesBetween(index, caller, path).map((policy) => [
      policy.parsed,
      narrowPolicy(policy, fixed, doubtful, questions),
    ]),
  );
  for (const policy of narrowed.values()) askPolicy(questions, policy, fixed, doubtful);
  askRules(questions, path.listener);
  return {
    index: { ...index, policy: (parsed) => narrowed.get(parsed) ?? index.policy(parsed) },
    caller: narrowCaller(caller, narrowed),
    questions: questions.questions(),
  };
}

/** The same, with those conditions unknown that have to be. */
export function narrowExactly(index: EstateIndex, caller: Caller, source: Source, path: Path): Between {
  const between = narrow(index, caller, source, path);
  const doubtful = doubtfulIn(between.questions);
  return doubtful.size === 0 ? between : narrow(index, caller, source, path, doubtful);
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

/** What the policies between a caller and a service say, as text: equal for the same statements, wherever they stand. */
export function statementsIn({ index, caller }: Between, path: Pick<Path, "network" | "service">): string {
  const said = policiesBetween(index, caller, path).map(({ parsed }) => index.policy(parsed));
  const statements = said.map(({ allows, denies }) => [...allows, ...denies].map((one) => one.parsed));
  return JSON.stringify(statements, (key, value) => (PLACES.includes(key) ? undefined : value));
}

const PLACES: readonly string[] = ["index", "pointer", "sid", "origin"];
