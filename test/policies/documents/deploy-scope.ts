import { evaluate } from "../../../lattice/iam/evaluate";
import { identityPolicy } from "../../../lattice/iam/policy";
import { type ContextValue, requestContext } from "../../../lattice/iam/request";
import type { DeployScope } from "../../../policies/documents/deploy-rights";
import { type PolicyDocument, policyDocument } from "../../../policies/documents/statement";

/** An account with something declared of every kind that a deploy role must know. */
export const scope: DeployScope = {
  partition: "aws",
  accountId: "222222222222",
  platform: "acme",
  regions: ["us-east-1"],
  existingRoles: ["arn:aws:iam::222222222222:role/team/reports"],
  functionBoundaryArn: "arn:aws:iam::222222222222:policy/acme-function-boundary",
  declared: {
    logBuckets: ["arn:aws:s3:::central-logs"],
    deliveryStreams: ["arn:aws:firehose:us-east-1:222222222222:deliverystream/lattice"],
    functions: ["arn:aws:lambda:us-east-1:222222222222:function:billing"],
    hostedZones: ["Z0123456789ABC"],
    domains: ["orders.acme.internal"],
    vpcs: ["vpc-0aaaaaaaaaaaaaaaa"],
    networkAccounts: ["111111111111", "222222222222"],
    sharePrincipals: ["333333333333", "arn:aws:organizations::999999999999:organization/o-abcdefghij"],
    sharesOutside: false,
    invitingAccounts: ["444444444444"],
    makesZones: false,
  },
};

/** What the documents together say to a request of the deploy role: `allow` or `deny`. */
export function decide(
  documents: readonly PolicyDocument[],
  action: string,
  resource: string,
  context: Readonly<Record<string, ContextValue>> = {},
): string {
  // One by one: the evaluator's table of many statements is made for requests to VPC Lattice services.
  const policies = documents.flatMap(({ Statement }) =>
    Statement.map((statement) => identityPolicy(JSON.stringify(policyDocument([statement])))),
  );
  return evaluate(policies, {
    principal: {
      kind: "aws",
      account: scope.accountId,
      names: [`arn:aws:iam::${scope.accountId}:role/trellis-deploy`],
    },
    action,
    resource,
    context: requestContext({ "aws:RequestedRegion": "us-east-1", ...context }),
  }).effect;
}
