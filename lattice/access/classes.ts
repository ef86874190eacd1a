import { arrive } from "../decide/along-way";
import { approachAlong } from "../decide/approach";
import { authorizationRequest } from "../decide/authorize";
import type { Path } from "../decide/context";
import { decideIn } from "../decide/decide";
import { readHeaders } from "../decide/headers";
import type { EstateIndex } from "../decide/index-estate";
import type { Caller, LatticeRequest, Source } from "../decide/request";
import type { Verdict } from "../decide/verdict";
import { evaluate } from "../iam/evaluate";
import { type Between, narrowExactly } from "./between";
import type { Questions } from "./questions";
import { type FreeParts, witnesses } from "./request-classes";

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

/**
 * Decides everything that a caller can send to a service. Exact: the policies and rules in between can tell requests
 * apart in finitely many ways only, and one request of each class is decided.
 */
export function decideClasses(index: EstateIndex, caller: Caller, source: Source, path: Path): DecidedClasses {
  const between = narrowExactly(index, caller, source, path);
  const ask = asker(between, source, path);
  return { questions: between.questions, classes: [...witnesses(between.questions)].map(ask) };
}

/**
 * A quick look at a request: false when one of the gates denies it for certain, which makes the verdict a denial whatever
 * the rest says. Most classes of most callers end here.
 */
export function mayPass({ index, caller }: Between, source: Source, path: Path): (parts: FreeParts) => boolean {
  const attached = [path.network, path.service].flatMap(({ authType, authPolicy }) =>
    authType === "AWS_IAM" && authPolicy ? [[index.policy(authPolicy.policy)]] : [],
  );
  const own =
    caller.kind !== "anonymous" && caller.identity !== "assumed"
      ? [caller.identity.policies.map((placed) => placed.policy)]
      : [];
  const gates = path.listener.protocol === "TLS_PASSTHROUGH" ? attached : [...attached, ...own];
  const target = { service: path.service.id };
  return ({ method, path: asked, query, headers }) => {
    const request = { caller, source, target, method, path: asked, query, headers };
    const { policies } = authorizationRequest(request, path, readHeaders(headers));
    return gates.every((gate) => evaluate(gate, policies).effect !== "deny");
  };
}

/** Decides requests between a caller and a service. What is the same for all of them is decided once. */
export function asker(
  { index, caller }: Pick<Between, "index" | "caller">,
  source: Source,
  path: Path,
): (parts: FreeParts) => DecidedClass {
  const { service, network, listener } = path;
  const target = { service: service.id };
  const port = typeof listener.port === "number" ? listener.port : undefined;
  // Written out, as spreading the same members for every class takes a tenth of the time.
  const requestOf = ({ method, path, query, headers }: FreeParts): LatticeRequest =>
    port === undefined
      ? { caller, source, target, network: network.id, method, path, query, headers }
      : { caller, source, target, network: network.id, port, method, path, query, headers };
  const [way, ...others] = (index.waysFrom.get(source.vpc) ?? []).filter((one) => one.network === network.id);
  const approach =
    way && others.length === 0
      ? approachAlong(index, { source, target, ...(port === undefined ? {} : { port }) }, way)
      : undefined;
  return (parts) => {
    const request = requestOf(parts);
    if (!approach) return { request, verdict: decideIn(index, request) };
    return { request, verdict: approach.kind === "ended" ? approach.verdict : arrive(index, request, approach) };
  };
}
