import type { ServiceNetwork } from "../estate/network";
import type { Service } from "../estate/service";
import { type Decision, evaluate } from "../iam/evaluate";
import { unknownsOf } from "../iam/explain";
import type { Policy } from "../iam/policy";
import type { AuthorizationRequest } from "../iam/request";
import { describeUnknown, isUnknown, type Origin } from "../value";
import type { EstateIndex } from "./index-estate";
import type { Caller, PlacedPolicy } from "./request";
import type { PolicyLayer } from "./sentences";
import type { Gate, Step } from "./verdict";

/** What one of the three gates says, and in whose name it denies. */
export interface GateResult {
  readonly gate: Extract<Gate, `${string} policy`>;
  readonly effect: "allow" | "deny" | "unknown";
  readonly explicit: boolean;
  readonly layer: PolicyLayer;
  readonly step: Step;
}

/** The gate of a service network or a service: its auth policy must allow, unless its auth type is `NONE`. */
export function authGate(
  index: EstateIndex,
  owner: ServiceNetwork | Service,
  gate: "network policy" | "service policy",
  request: AuthorizationRequest,
): GateResult {
  const layer = gate === "network policy" ? "network-based policy" : "service-based policy";
  if (owner.authType === "NONE") return open(gate, layer, "auth type NONE skips the gate", owner.origin);
  const { authPolicy } = owner;
  const policies = authPolicy ? [{ policy: index.policy(authPolicy.policy), origin: authPolicy.origin }] : [];
  const result = judge(gate, layer, policies, request, owner.origin);
  if (!isUnknown(owner.authType) || result.effect === "allow") return withoutPolicy(result, policies);
  const text = "the auth type is unknown, and its policy would not allow for certain";
  const step: Step = { gate, result: "unknown", text, origin: owner.origin, unknowns: [owner.authType] };
  return { gate, effect: "unknown", explicit: false, layer, step };
}

function withoutPolicy(result: GateResult, policies: readonly PlacedPolicy[]): GateResult {
  if (policies.length > 0) return result;
  return { ...result, step: { ...result.step, text: "auth type AWS_IAM without an auth policy denies every request" } };
}

/**
 * The gate of the caller's own account: its identity policies must allow, even in the account of the service. A
 * boundary and each level of service control policies must allow too. An anonymous caller has no such gate.
 */
export function identityGate(caller: Caller, request: AuthorizationRequest): GateResult {
  const gate = "identity policy";
  const layer = "identity-based policy";
  if (caller.kind === "anonymous") return open(gate, layer, "an anonymous caller has no identity policy");
  if (caller.identity === "assumed") return open(gate, layer, "the caller's account is taken to allow it");
  const { policies, permissionsBoundary, serviceControlPolicies } = caller.identity;
  const results = [
    ...serviceControlPolicies.map((level) => judge(gate, "service control policy", level, request)),
    ...(permissionsBoundary ? [judge(gate, "permissions boundary", [permissionsBoundary], request)] : []),
    judge(gate, layer, policies, request),
  ];
  return worst(results) ?? open(gate, layer, "nothing to ask");
}

/** The result that decides: an explicit deny, then a missing allow, then a doubt, then the last allow. */
export function worst(results: readonly GateResult[]): GateResult | undefined {
  return (
    results.find((result) => result.effect === "deny" && result.explicit) ??
    results.find((result) => result.effect === "deny") ??
    results.find((result) => result.effect === "unknown") ??
    results.at(-1)
  );
}

function open(gate: GateResult["gate"], layer: PolicyLayer, text: string, origin?: Origin): GateResult {
  const step: Step = { gate, result: "pass", text, ...(origin ? { origin } : {}) };
  return { gate, effect: "allow", explicit: false, layer, step };
}

function judge(
  gate: GateResult["gate"],
  layer: PolicyLayer,
  policies: readonly PlacedPolicy[],
  request: AuthorizationRequest,
  otherwise?: Origin,
): GateResult {
  const decision = evaluate(policies.map(compiled), request);
  const { effect } = decision;
  const decider = "policy" in decision ? policies.find(({ policy }) => policy === decision.policy) : policies[0];
  const origin = decider?.origin ?? otherwise;
  const explicit = effect === "deny" && decision.explicit;
  const statement = "statement" in decision ? decision.statement : undefined;
  const step: Step = {
    gate,
    result: effect === "allow" ? "pass" : effect === "deny" ? "stop" : "unknown",
    text: describe(layer, decision),
    ...(origin ? { origin } : {}),
    ...(statement
      ? { statement: { pointer: statement.pointer, ...(statement.sid ? { sid: statement.sid } : {}) } }
      : {}),
  };
  if (effect === "unknown") explainLater(step, decision.policy, request);
  return { gate, effect, explicit, layer, step };
}

/** What is unknown is found out when somebody asks: it takes longer than deciding. */
function explainLater(step: Step, policy: Policy, request: AuthorizationRequest): void {
  const get = () => unknownsOf(policy, request);
  Object.defineProperty(step, "unknowns", { get, enumerable: true });
}

function compiled(placed: PlacedPolicy): Policy {
  return placed.policy;
}

function describe(layer: PolicyLayer, decision: Decision): string {
  const article = layer === "identity-based policy" ? "an" : "a";
  if (decision.effect === "allow") return `${article} ${layer} allows it`;
  if (decision.effect === "unknown") return `${article} ${layer} ${describeDoubt(decision)}`;
  return decision.explicit ? `${article} ${layer} denies it` : `no ${layer} allows it`;
}

function describeDoubt({ policy, statement }: Extract<Decision, { effect: "unknown" }>): string {
  const { opaque } = policy.parsed;
  return opaque && !statement ? `may say anything: ${describeUnknown(opaque)}` : "depends on something unknown";
}
