import { oneOrMany } from "./minify";
import { type AuthPolicyStatement, type ConditionValue, type PolicyDocument, policyDocument } from "./statement";

/** A grant with its callers resolved to role ARNs. */
export interface ResolvedGrant {
  /** ARNs of roles; a session of such a role carries it as `aws:PrincipalArn`. */
  readonly principalArns: readonly string[];
  readonly anonymous: boolean;
  /** Empty means every method. */
  readonly methods: readonly string[];
  /** Paths as declared: `/orders`, `/orders/*`. */
  readonly paths: readonly string[];
}

const invoke = "vpc-lattice-svcs:Invoke";

/**
 * A service's auth policy, generated from its grants. Callers are named by `aws:PrincipalArn`: a `Principal` must exist
 * when the policy is put, a condition need not. Without a grant it says in words that nobody gets in.
 *
 * @param serviceArn the service's ARN or a token for it; every path hangs below it.
 */
export function servicePolicy(
  serviceArn: string,
  grants: readonly ResolvedGrant[],
): PolicyDocument<AuthPolicyStatement> {
  const statements = merge(grants).flatMap((grant) => grantStatements(serviceArn, grant));
  if (statements.length > 0) return policyDocument(statements);
  return policyDocument([{ Effect: "Deny", Principal: "*", Action: invoke, Resource: "*" }]);
}

function grantStatements(serviceArn: string, grant: ResolvedGrant): AuthPolicyStatement[] {
  const base = {
    Effect: "Allow" as const,
    Principal: "*" as const,
    Action: invoke,
    Resource: resources(serviceArn, grant.paths),
  };
  const statements: AuthPolicyStatement[] = [];
  if (grant.principalArns.length > 0) {
    statements.push({ ...base, Condition: conditions("aws:PrincipalArn", grant.principalArns, grant.methods) });
  }
  if (grant.anonymous) {
    statements.push({ ...base, Condition: conditions("aws:PrincipalType", ["Anonymous"], grant.methods) });
  }
  return statements;
}

/** The ARNs of a service's paths as VPC Lattice compares them: service ARN and path, `*` for anything. */
export function resources(serviceArn: string, paths: readonly string[]): string | readonly string[] {
  return oneOrMany(paths.map((path) => `${serviceArn}${path}`));
}

/** A condition on the methods, empty for every method. */
export function methodCondition(methods: readonly string[]): Record<string, ConditionValue> {
  return methods.length === 0 ? {} : { "vpc-lattice-svcs:RequestMethod": oneOrMany(methods) };
}

function conditions(
  key: string,
  values: readonly string[],
  methods: readonly string[],
): AuthPolicyStatement["Condition"] {
  return { StringEquals: { [key]: oneOrMany(values), ...methodCondition(methods) } };
}

/** Grants of the same methods and paths become one statement, since the policy's size is limited; sorted, so that order has no effect. */
function merge(grants: readonly ResolvedGrant[]): ResolvedGrant[] {
  const byContent = new Map<string, ResolvedGrant>();
  for (const grant of grants) {
    const methods = sorted(grant.methods);
    const paths = sorted(grant.paths);
    const content = JSON.stringify([paths, methods]);
    const known = byContent.get(content);
    byContent.set(content, {
      methods,
      paths,
      principalArns: sorted([...(known?.principalArns ?? []), ...grant.principalArns]),
      anonymous: grant.anonymous || (known?.anonymous ?? false),
    });
  }
  return [...byContent].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, grant]) => grant);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
