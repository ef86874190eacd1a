import { CONNECT, INVOKE } from "../iam/actions";
import type { AuthorizationRequest } from "../iam/request";
import { isUnknown, type Value } from "../value";
import { principalOf, userName } from "./caller";
import { type Headers, LatticeContext, type Path } from "./context";
import { authGate, type GateResult, identityGate, worst } from "./gates";
import type { EstateIndex } from "./index-estate";
import { show } from "./reach";
import { ANONYMOUS, type LatticeRequest } from "./request";
import { explicitDenial, missingAllow } from "./sentences";
import type { Step, Verdict } from "./verdict";

/** What the policies say together. */
export interface Authorization {
  /** One step for each of the three gates. */
  readonly steps: readonly Step[];
  /** The step that denies, and the answer. */
  readonly denial?: { readonly decisive: Step; readonly answer: Answer };
}

/** What VPC Lattice answers by itself. */
export type Answer = Pick<Verdict, "status" | "body" | "authDeniedReason">;

const DENIED_REASON = {
  "network policy": "Network",
  "service policy": "Service",
  "identity policy": "Identity",
} as const;

/**
 * Asks the network's, the service's and the caller's policies, which must each allow; an explicit deny in any of them
 * outweighs everything (VPC Lattice User Guide, "How authorization works"). When several deny, the answer names an
 * explicit deny before a missing allow, and the network before the service before the caller.
 */
export function authorize(index: EstateIndex, request: LatticeRequest, path: Path, headers: Headers): Authorization {
  const asked = authorizationRequest(request, path, headers);
  const caller = asked.caller;
  const gates = [
    authGate(index, path.network, "network policy", asked.policies),
    authGate(index, path.service, "service policy", asked.policies),
    identityGate(caller, asked.policies),
  ];
  const decisive = worst(gates);
  const steps = gates.map((gate) => gate.step);
  if (decisive?.effect !== "deny") return { steps };
  const answer = gates.some((gate) => gate.effect === "unknown") ? { status: 403 } : forbidden(decisive, asked);
  return { steps, denial: { decisive: decisive.step, answer } };
}

function forbidden(decisive: GateResult, { caller, policies }: Asked): Answer {
  const denied = { user: userName(caller), action: policies.action, resource: show(policies.resource) };
  const body = (decisive.explicit ? explicitDenial : missingAllow)(denied, decisive.layer);
  return { status: 403, body, authDeniedReason: DENIED_REASON[decisive.gate] };
}

/** A request as the policies see it, and who makes it in their eyes. */
export interface Asked {
  readonly caller: LatticeRequest["caller"];
  readonly policies: AuthorizationRequest;
}

/**
 * A request as the policies see it. TLS passthrough is asked for as `Connect` on the bare service, by a caller whose
 * signature nobody can see.
 */
export function authorizationRequest(request: LatticeRequest, path: Path, headers: Headers): Asked {
  const encrypted = path.listener.protocol === "TLS_PASSTHROUGH";
  const caller = encrypted ? ANONYMOUS : request.caller;
  const context = new LatticeContext(caller === request.caller ? request : { ...request, caller }, path, headers);
  const action = encrypted ? CONNECT : INVOKE;
  const resource = encrypted ? path.service.arn : resourceOf(path.service.arn, request.path);
  return { caller, policies: { principal: principalOf(caller), action, resource, context } };
}

function resourceOf(arn: Value<string>, path: string): Value<string> {
  return isUnknown(arn) ? arn : arn + path;
}
