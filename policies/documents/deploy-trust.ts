import { oneOrMany } from "./minify";
import { type Conditions, type PolicyDocument, policyDocument, type ResourceStatement } from "./statement";

/** The issuer of GitHub Actions' tokens (GitHub documentation, "Configuring OpenID Connect in Amazon Web Services"). */
export const githubIssuer = "token.actions.githubusercontent.com";

export interface DeployTrust {
  readonly partition: string;
  readonly accountId: string;
  /** ARN of the role whose trust this is. */
  readonly roleArn: string;
  readonly principals: readonly string[];
  readonly externalId?: string;
  readonly github?: { readonly repository: string; readonly subjects: readonly string[] };
}

/** Who may assume a deploy role: those who are named, with the external id if there is one, and workflows of one repository. */
export function deployTrust(trust: DeployTrust): PolicyDocument<ResourceStatement> {
  const { principals, externalId, github } = trust;
  const named: ResourceStatement = {
    Effect: "Allow",
    Principal: { AWS: oneOrMany([...principals].sort()) },
    Action: "sts:AssumeRole",
    ...conditions(externalIdIs(externalId)),
  };
  return policyDocument([named, ...(github ? workflows(trust, github) : [])]);
}

/** A workflow is the deploy role already, and its stacks assume that role once more, which a role must be allowed in words. */
function workflows(
  trust: DeployTrust,
  { repository, subjects }: NonNullable<DeployTrust["github"]>,
): ResourceStatement[] {
  const { partition, accountId, roleArn, externalId } = trust;
  const subject = subjects.map((each) => `repo:${repository}:${each}`).sort();
  return [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:${partition}:iam::${accountId}:oidc-provider/${githubIssuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${githubIssuer}:aud`]: "sts.amazonaws.com", [`${githubIssuer}:sub`]: oneOrMany(subject) },
      },
    },
    {
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
      ...conditions({ ArnEquals: { "aws:PrincipalArn": roleArn }, ...externalIdIs(externalId) }),
    },
  ];
}

function externalIdIs(externalId: string | undefined): Conditions {
  return externalId === undefined ? {} : { StringEquals: { "sts:ExternalId": externalId } };
}

function conditions(all: Conditions): { Condition?: Conditions } {
  return Object.keys(all).length > 0 ? { Condition: all } : {};
}
