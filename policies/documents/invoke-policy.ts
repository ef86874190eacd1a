import { methodCondition, resources } from "./service-policy";
import { type IdentityStatement, type PolicyDocument, policyDocument } from "./statement";

/** What one caller may do with one service. */
export interface InvokeRight {
  /** ARN of the service, or a token for it. */
  readonly serviceArn: string;
  /** Empty means every method. */
  readonly methods: readonly string[];
  readonly paths: readonly string[];
}

const NAMED_AFTER = "-lattice-invoke-";

/** The name of a caller's policy: a role may be several callers, of one platform or of several. */
export function invokePolicyName(platform: string, caller: string): string {
  return platform + NAMED_AFTER + caller;
}

/** The caller that a policy's name speaks of; undefined for a policy that this platform did not make. */
export function callerInPolicyName(name: string): string | undefined {
  const at = name.lastIndexOf(NAMED_AFTER);
  const caller = name.slice(at + NAMED_AFTER.length);
  return at > 0 && /^[^.]+\.[^.]+$/.test(caller) ? caller : undefined;
}

/**
 * The identity policy of a caller: the third gate, which must allow even inside one account (VPC Lattice User Guide, how
 * authorization works). It names the granted services, paths and methods and nothing else.
 */
export function invokePolicy(rights: readonly InvokeRight[]): PolicyDocument<IdentityStatement> {
  return policyDocument(rights.map(toStatement));
}

function toStatement({ serviceArn, methods, paths }: InvokeRight): IdentityStatement {
  const condition = methodCondition(methods);
  return {
    Effect: "Allow",
    Action: "vpc-lattice-svcs:Invoke",
    Resource: resources(serviceArn, paths),
    ...(Object.keys(condition).length > 0 ? { Condition: { StringEquals: condition } } : {}),
  };
}
