import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { VpclatticeAccessLogSubscription } from "@cdktf/provider-aws/lib/vpclattice-access-log-subscription";
import { VpclatticeAuthPolicy } from "@cdktf/provider-aws/lib/vpclattice-auth-policy";
import { VpclatticeServiceNetwork } from "@cdktf/provider-aws/lib/vpclattice-service-network";
import type { App, TerraformStack } from "cdktf";
import { type BenchAccount, common } from "../estate";
import { accountStack, outputs } from "./account-stack";
import { policy } from "./policy";

const { network, platform, region } = common;
const logPrefix = `/aws/vendedlogs/vpc-lattice/${platform}/`;

/** The service network with its policy, its share and its access logs. */
export function networkStack(app: App, account: BenchAccount): void {
  const stack = accountStack(app, `network-${network}`, account);
  const id = `network_${network}`;
  const made = new VpclatticeServiceNetwork(stack, id, { name: network, authType: "AWS_IAM", tags: {} });
  new VpclatticeAuthPolicy(stack, `${id}_auth`, {
    resourceIdentifier: made.arn,
    policy: policy(allow({ "aws:PrincipalOrgID": common.organization }), {
      ...allow({ "aws:PrincipalType": "Anonymous" }),
      Effect: "Deny",
    }),
    lifecycle: { replaceTriggeredBy: [`aws_vpclattice_service_network.${id}.arn`] },
  });
  const shareArn = share(stack, id, made.arn);
  accessLogs(stack, id, made.arn, account);
  outputs(stack, { service_network_arn: made.arn, service_network_id: made.id, share_arn: shareArn });
}

function allow(condition: Record<string, string>) {
  return {
    Effect: "Allow",
    Principal: "*",
    Action: "vpc-lattice-svcs:Invoke",
    Resource: "*",
    Condition: { StringEquals: condition },
  };
}

function share(stack: TerraformStack, id: string, resourceArn: string): string {
  const made = new RamResourceShare(stack, `${id}_share`, {
    name: `${platform}-${network}`,
    allowExternalPrincipals: false,
    tags: {},
  });
  new RamResourceAssociation(stack, `${id}_share_shared`, { resourceShareArn: made.arn, resourceArn });
  new RamPrincipalAssociation(stack, `${id}_share_principal-organization`, {
    resourceShareArn: made.arn,
    principal: `arn:aws:organizations::${common.managementAccount}:organization/${common.organization}`,
  });
  return made.arn;
}

function accessLogs(stack: TerraformStack, id: string, resourceIdentifier: string, account: BenchAccount): void {
  const delivery = new CloudwatchLogResourcePolicy(stack, "log-delivery", {
    policyName: `${platform}-network-${network}-access-logs`,
    policyDocument: policy({
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:aws:logs:${region}:${account.id}:log-group:${logPrefix}*:log-stream:*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account.id}:*` },
      },
    }),
  });
  const group = new CloudwatchLogGroup(stack, `${id}_access-logs_log-group`, {
    name: `${logPrefix}network-${network}`,
    retentionInDays: 90,
  });
  new VpclatticeAccessLogSubscription(stack, `${id}_access-logs_cloudwatch`, {
    resourceIdentifier,
    destinationArn: group.arn,
    dependsOn: [delivery],
  });
}
