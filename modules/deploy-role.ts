import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { deployBoundary } from "../policies/documents/boundaries";
import type { DeployScope } from "../policies/documents/deploy-rights";
import { type DeployTrust, deployTrust, githubIssuer } from "../policies/documents/deploy-trust";
import { minify } from "../policies/documents/minify";
import { packStatements } from "../policies/documents/pack";
import type { IdentityStatement } from "../policies/documents/statement";

export interface DeployRoleProps {
  /** Begins the names of its policies. */
  readonly platform: string;
  readonly trust: DeployTrust;
  readonly statements: readonly IdentityStatement[];
  /** What it may do besides: in its rights and in its boundary. */
  readonly besides: readonly IdentityStatement[];
  /** The account, for the boundary. */
  readonly scope: DeployScope;
  /** ARNs of buckets that hold states. */
  readonly stateBuckets: readonly string[];
}

/** The role that deploys into an account, what it may do, and the most it may ever do. */
export class DeployRole extends Construct {
  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id);
    const { platform, trust, statements, besides, stateBuckets } = props;
    const { roleArn } = trust;
    const [, path = "/", name = ""] = /:role(\/.*?)([^/]+)$/.exec(roleArn) ?? [];
    const limits = { scope: props.scope, roleArn, besides, stateBuckets };
    const boundary = new IamPolicy(this, "boundary", {
      name: `${platform}-deploy-boundary`,
      description: `The most that ${name} may ever do`,
      policy: minify(deployBoundary(limits)),
    });
    const provider = trust.github ? [this.github()] : [];
    const role = new IamRole(this, "resource", {
      name,
      path,
      description: `Deploys the platform ${platform}`,
      assumeRolePolicy: minify(deployTrust(trust)),
      permissionsBoundary: boundary.arn,
      dependsOn: provider,
    });
    for (const [index, document] of packStatements([...statements, ...besides]).entries()) {
      const policy = new IamPolicy(this, `policy-${index + 1}`, {
        name: `${platform}-deploy-${index + 1}`,
        policy: minify(document),
      });
      new IamRolePolicyAttachment(this, `attachment-${index + 1}`, { role: role.name, policyArn: policy.arn });
    }
  }

  /** AWS knows GitHub's certificates by itself: no thumbprint is needed (IAM User Guide, "Create an OIDC identity provider"). */
  private github(): IamOpenidConnectProvider {
    return new IamOpenidConnectProvider(this, "github", {
      url: `https://${githubIssuer}`,
      clientIdList: ["sts.amazonaws.com"],
    });
  }
}
