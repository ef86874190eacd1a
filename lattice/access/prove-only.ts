import type { EstateIndex } from "../decide/index-estate";
import type { LatticeRequest } from "../decide/request";
import type { Verdict } from "../decide/verdict";
import type { Service } from "../estate/service";
import { type Call, callsOf, noteAnswer } from "./calls";
import { Candidates } from "./candidates";
import { type DeclaredGrant, grantQuestions, holds, isFor, isOf } from "./declared-grant";
import type { Unsupported } from "./questions";
import { witnesses } from "./request-classes";
import { openTogether, Side, type Way } from "./side";
import type { Subject } from "./subjects/subject";
import { subjectsOf } from "./subjects/subjects";

/** A request for which the result is not what was meant. */
export interface Counterexample {
  /**
   * `beyond`: it gets through, or may, and nobody granted it. `missing`: it was granted and called, and does not.
   * `unanswered`: it was granted and called and gets through, but the listener answers it by itself, as it does every
   * request with that granted method and path.
   */
  readonly kind: "beyond" | "missing" | "unanswered";
  readonly subject: Subject;
  readonly service: Service;
  readonly request: LatticeRequest;
  readonly verdict: Verdict;
}

/** The answer: no counterexample, or one for each kind, caller and service. */
export interface Proof {
  readonly counterexamples: readonly Counterexample[];
  /** How many classes of requests were decided. */
  readonly decided: number;
  /** Conditions that are not worked out: where somebody's access depends on them, that is a counterexample. */
  readonly unsupported: readonly (Unsupported & { readonly service: Service; readonly subject: Subject })[];
}

/**
 * Holds what was meant against what the Terraform says, in both directions: nobody beyond the granted callers, methods
 * and paths gets through, and every request that is granted and called does. Exact, as every class of requests that the
 * policies, the rules and the grants together tell apart is decided. A request counts as getting through when it is
 * authorized and reaches a listener; of a method and path that is granted and called, some request must reach a target.
 */
export function proveOnly(index: EstateIndex, grants: readonly DeclaredGrant[]): Proof {
  const subjects = subjectsOf(
    [index],
    grants.map(({ caller }) => caller).filter((caller) => caller !== "anonymous"),
  );
  const side = new Side(index);
  const candidates = new Candidates(index, subjects);
  const counterexamples: Counterexample[] = [];
  const unsupported: Proof["unsupported"][number][] = [];
  let decided = 0;
  for (const service of index.estate.services) {
    const own = grants.filter((grant) => isFor(grant, service));
    const asked = new Set([
      ...candidates.of(service),
      ...subjects.filter((one) => own.some((grant) => isOf(grant, one))),
    ]);
    for (const subject of asked) {
      const meant = own.filter((grant) => isOf(grant, subject));
      const found = new Map<string, Counterexample>();
      const calls = callsOf(meant);
      for (const way of side.ways(subject, service)) {
        const proven = proveWay(side, subject, way, { meant, calls }, (one) =>
          found.set(one.kind, found.get(one.kind) ?? one),
        );
        decided += proven.decided;
        unsupported.push(...proven.unsupported.map((one) => ({ ...one, subject, service })));
      }
      counterexamples.push(...found.values());
      const unanswered = calls.find(({ isAnswered, example }) => !isAnswered && example);
      if (unanswered?.example) {
        counterexamples.push({ kind: "unanswered", subject, service, ...unanswered.example });
      }
      counterexamples.push(...unreachable(index, side, subject, service, meant));
    }
  }
  return { counterexamples, decided, unsupported };
}

function proveWay(
  side: Side,
  subject: Subject,
  way: Way,
  { meant: grants, calls }: { readonly meant: readonly DeclaredGrant[]; readonly calls: readonly Call[] },
  report: (counterexample: Counterexample) => void,
): { readonly decided: number; readonly unsupported: readonly Unsupported[] } {
  let decided = 0;
  const { service } = way.path;
  const {
    ways: [open],
    questions,
  } = openTogether((doubtful) => [side.open(subject, way, doubtful)] as const, [grantQuestions(grants)]);
  for (const parts of witnesses(questions)) {
    const answered = open.ask(parts);
    decided++;
    if (!answered) continue;
    const matching = grants.filter((grant) => holds(grant, parts));
    const through = answered.verdict.effect !== "deny";
    if (through && matching.length === 0) report({ kind: "beyond", subject, service, ...answered });
    const called = matching.some((grant) => grant.called);
    if (called && !isAuthorized(answered.verdict)) report({ kind: "missing", subject, service, ...answered });
    else if (called) noteAnswer(calls, parts, answered);
  }
  return { decided, unsupported: questions.unsupported };
}

/** A rule that cannot be decided does not make the authorization uncertain. */
function isAuthorized({ effect, gate }: Verdict): boolean {
  return effect === "allow" || (effect === "unknown" && gate === "rule");
}

/** A caller that has a call but no way at all to the service. */
function unreachable(
  index: EstateIndex,
  side: Side,
  subject: Subject,
  service: Service,
  grants: readonly DeclaredGrant[],
): readonly Counterexample[] {
  const grant = grants.find((one) => one.called);
  const caller = subject.callerIn(index);
  const ways = side.ways(subject, service);
  if (!grant || !caller || ways.some(({ sources }) => sources.length > 0)) return [];
  const path = (grant.paths[0] ?? "/").replaceAll("*", "");
  const request: LatticeRequest = {
    caller,
    source: { vpc: "nowhere" },
    target: { service: service.id },
    method: grant.methods[0] ?? "GET",
    path,
  };
  const reason = "the caller is in no VPC of a service network that the service is in";
  const verdict: Verdict = { effect: "deny", gate: "association", reason, trace: [] };
  return [{ kind: "missing", subject, service, request, verdict }];
}
