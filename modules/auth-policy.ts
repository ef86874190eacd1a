import { VpclatticeAuthPolicy } from "@cdktf/provider-aws/lib/vpclattice-auth-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { minify } from "../policies/documents/minify";
import type { AuthPolicyStatement, PolicyDocument } from "../policies/documents/statement";

export interface AuthPolicyProps {
  /** The service network or service. */
  readonly resource: TerraformResource & { readonly arn: string };
  readonly document: PolicyDocument<AuthPolicyStatement>;
}

/**
 * The auth policy of a service network or a service.
 *
 * The provider updates `resource_identifier` in place and leaves the old policy where it was, so the policy is replaced
 * with its resource.
 */
export class AuthPolicy extends Construct {
  readonly policy: VpclatticeAuthPolicy;

  constructor(scope: Construct, id: string, { resource, document }: AuthPolicyProps) {
    super(scope, id);
    this.policy = new VpclatticeAuthPolicy(this, "resource", {
      resourceIdentifier: resource.arn,
      policy: minify(document),
      lifecycle: { replaceTriggeredBy: [`${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn`] },
    });
  }
}
