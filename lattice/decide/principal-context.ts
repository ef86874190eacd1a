import type { ContextValue } from "../iam/request";
import { isUnknown, unknown } from "../value";
import type { LatticeContext } from "./context";
import type { Caller, SignedCaller } from "./request";
import { tagOf } from "./tag-of";

/** Reads one condition key of whoever calls; undefined for a key that it does not have. */
type PrincipalReader = (context: Pick<LatticeContext, "request">) => ContextValue | undefined;

const TAG = "aws:principaltag/";

/** Unknown for a role: its unique id, which no Terraform has, and the name of its session. */
const USER_ID = unknown("string", "AWS gives every role and user a unique id", {
  file: "request",
  address: "aws:userid",
});

const SIGNED: Readonly<Record<string, (caller: SignedCaller) => ContextValue | undefined>> = {
  "aws:principalarn": ({ arn }) => arn,
  "aws:principalaccount": ({ account }) => account,
  "aws:principalisawsservice": () => "false",
  "aws:principalorgid": ({ organization }) => (isUnknown(organization) ? organization : organization?.id),
  "aws:principalorgpaths": ({ organization }) =>
    organization === undefined ? undefined : [isUnknown(organization) ? organization : organization.path],
  "aws:username": ({ kind, arn }) =>
    kind !== "user" || isUnknown(arn) ? undefined : arn.slice(arn.lastIndexOf("/") + 1),
};

const EVERYBODY: Readonly<Record<string, (caller: Caller) => ContextValue | undefined>> = {
  "aws:principaltype": typeOf,
  "aws:userid": ({ kind }) => (kind === "anonymous" ? "anonymous" : USER_ID),
};

/** IAM User Guide, "Principal key values". */
function typeOf(caller: Caller): string {
  if (caller.kind === "anonymous") return "Anonymous";
  if (caller.kind === "role") return "AssumedRole";
  if (isUnknown(caller.arn)) return "User";
  return caller.arn.endsWith(":root") ? "Account" : caller.arn.includes(":federated-user/") ? "FederatedUser" : "User";
}

/**
 * How a condition key about the caller is read; undefined when the key is not about the caller. An anonymous caller has
 * none of these keys but its type and its id (VPC Lattice User Guide, "Auth policies").
 */
export function principalReader(key: string): PrincipalReader | undefined {
  const everybody = EVERYBODY[key];
  if (everybody) return ({ request }) => everybody(request.caller);
  if (key.startsWith(TAG)) {
    const tag = key.slice(TAG.length);
    return ({ request: { caller } }) => (caller.kind === "anonymous" ? undefined : tagOf(caller.tags, tag));
  }
  const signed = SIGNED[key];
  if (signed) return ({ request: { caller } }) => (caller.kind === "anonymous" ? undefined : signed(caller));
  return key.startsWith("aws:principal") ? () => undefined : undefined;
}
