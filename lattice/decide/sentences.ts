/** The kinds of policy, as VPC Lattice and IAM name them when they deny. */
export type PolicyLayer =
  | "network-based policy"
  | "service-based policy"
  | "identity-based policy"
  | "permissions boundary"
  | "service control policy";

/** What a denial says about. */
export interface Denied {
  /** The ARN of the caller's session, or `anonymous`. */
  readonly user: string;
  readonly action: string;
  readonly resource: string;
}

/** The sentence of a 403 when a policy denies outright. */
export function explicitDenial(denied: Denied, layer: PolicyLayer): string {
  return `${opening(denied)} with an explicit deny in a ${layer}`;
}

/** The sentence of a 403 when no policy allows. */
export function missingAllow(denied: Denied, layer: PolicyLayer): string {
  return `${opening(denied)} because no ${layer} allows the ${denied.action} action`;
}

function opening({ user, action, resource }: Denied): string {
  return `AccessDeniedException: User: ${user} is not authorized to perform: ${action} on resource: ${resource}`;
}
