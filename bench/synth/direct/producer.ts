import { createHash } from "node:crypto";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { VpclatticeAuthPolicy } from "@cdktf/provider-aws/lib/vpclattice-auth-policy";
import { VpclatticeListener } from "@cdktf/provider-aws/lib/vpclattice-listener";
import { VpclatticeListenerRule } from "@cdktf/provider-aws/lib/vpclattice-listener-rule";
import { VpclatticeService } from "@cdktf/provider-aws/lib/vpclattice-service";
import { VpclatticeServiceNetworkServiceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-service-association";
import { VpclatticeTargetGroup } from "@cdktf/provider-aws/lib/vpclattice-target-group";
import { VpclatticeTargetGroupAttachment } from "@cdktf/provider-aws/lib/vpclattice-target-group-attachment";
import type { App, ITerraformDependable, TerraformStack } from "cdktf";
import { type BenchAccount, type BenchService, common } from "../estate";
import { accountStack, outputs, stateOf } from "./account-stack";
import { type Code, lambdaFunction } from "./function";
import { policy } from "./policy";

const { network, platform, region } = common;

/** The services of an account. `roles` are the ARNs of the callers by key. */
export function producerStack(
  app: App,
  account: BenchAccount,
  services: readonly BenchService[],
  roles: ReadonlyMap<string, string>,
  code: Code,
): void {
  const stack = accountStack(app, `producer-${account.key}`, account);
  const networkArn = stateOf(stack, `network-${network}`, "network").getString("service_network_arn");
  const published = services.map((service) => {
    const made = latticeService(stack, service, account, roles);
    const target = targetGroup(stack, service, account, code);
    const dependsOn = [made.auth, ...routes(stack, service, made.service.id, target)];
    new VpclatticeServiceNetworkServiceAssociation(stack, `service_${service.key}_association`, {
      serviceIdentifier: made.service.id,
      serviceNetworkIdentifier: networkArn,
      tags: {},
      dependsOn,
    });
    alarms(stack, service, made.service.id);
    const dns = made.service.dnsEntry.get(0);
    const { arn, id } = made.service;
    return [service.key, { arn, id, dns_name: dns.domainName, hosted_zone_id: dns.hostedZoneId }] as const;
  });
  outputs(stack, { services: Object.fromEntries(published), vpcs: {} });
}

function latticeService(
  stack: TerraformStack,
  { key, domain, callers }: BenchService,
  account: BenchAccount,
  roles: ReadonlyMap<string, string>,
) {
  const id = `service_${key}`;
  const service = new VpclatticeService(stack, id, {
    name: key,
    authType: "AWS_IAM",
    customDomainName: domain,
    certificateArn: domain && `arn:aws:acm:${region}:${account.id}:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e`,
    tags: {},
  });
  const auth = new VpclatticeAuthPolicy(stack, `${id}_auth`, {
    resourceIdentifier: service.arn,
    policy: policy({
      Effect: "Allow",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: [`${service.arn}/${key}`, `${service.arn}/${key}/*`],
      Condition: {
        StringEquals: {
          "aws:PrincipalArn": callers.map((caller) => roles.get(caller)).sort(),
          "vpc-lattice-svcs:RequestMethod": common.methods,
        },
      },
    }),
    lifecycle: { replaceTriggeredBy: [`aws_vpclattice_service.${id}.arn`] },
  });
  return { service, auth };
}

function targetGroup(stack: TerraformStack, service: BenchService, account: BenchAccount, code: Code) {
  const { key, kind } = service;
  const id = `service_${key}_api`;
  const name = kind === "deployed" ? `${platform}-${key}-api` : key;
  const alias =
    kind === "deployed"
      ? lambdaFunction(stack, `${id}-function`, { name, account, code, statements: [], config: {} }).alias
      : undefined;
  const config = { lambdaEventStructureVersion: "V2" };
  const hash = createHash("sha256")
    .update(JSON.stringify([key, "api", name, "live", config]))
    .digest("hex")
    .slice(0, 8);
  const lifecycle = { createBeforeDestroy: true };
  const group = new VpclatticeTargetGroup(stack, id, {
    name: `${key}-api-${hash}`,
    type: "LAMBDA",
    config,
    tags: {},
    lifecycle,
  });
  const permission = new LambdaPermission(stack, `${id}_permission`, {
    statementId: `vpc-lattice-${hash}`,
    action: "lambda:InvokeFunction",
    principal: "vpc-lattice.amazonaws.com",
    sourceArn: group.arn,
    sourceAccount: account.id,
    functionName: name,
    qualifier: "live",
    lifecycle,
    dependsOn: alias && [alias],
  });
  const attachment = new VpclatticeTargetGroupAttachment(stack, `${id}_attachment`, {
    targetGroupIdentifier: group.id,
    target: { id: alias?.arn ?? `arn:aws:lambda:${region}:${account.id}:function:${key}:live` },
    lifecycle,
    dependsOn: [permission],
  });
  return { groupId: group.id, attachment };
}

function routes(
  stack: TerraformStack,
  { key }: BenchService,
  serviceIdentifier: string,
  { groupId, attachment }: { groupId: string; attachment: ITerraformDependable },
): ITerraformDependable[] {
  const id = `service_${key}_https-443`;
  const listener = new VpclatticeListener(stack, id, {
    name: "https-443",
    protocol: "HTTPS",
    port: 443,
    serviceIdentifier,
    defaultAction: { fixedResponse: { statusCode: 404 } },
    tags: {},
    dependsOn: [attachment],
  });
  const rules = common.methods.map((method, index) => {
    const priority = 10 * (index + 1);
    return new VpclatticeListenerRule(stack, `${id}_priority-${priority}`, {
      name: `priority-${priority}`,
      priority,
      listenerIdentifier: listener.listenerId,
      serviceIdentifier,
      match: { httpMatch: { method, pathMatch: { caseSensitive: true, match: { prefix: `/${key}` } } } },
      action: { forward: { targetGroups: [{ targetGroupIdentifier: groupId, weight: 100 }] } },
      tags: {},
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [attachment],
    });
  });
  return [listener, ...rules];
}

function alarms(stack: TerraformStack, { key, kind }: BenchService, serviceId: string): void {
  const alarm = (id: string, config: Partial<CloudwatchMetricAlarmConfig>) =>
    new CloudwatchMetricAlarm(stack, `service_${key}_alarms_${id}`, {
      alarmName: `${platform}-${key}-${id}`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: 1,
      period: 300,
      treatMissingData: "notBreaching",
      alarmActions: [],
      okActions: [],
      tags: {},
      ...config,
    });
  const lattice = { namespace: "AWS/VpcLattice", dimensions: { Service: serviceId } };
  alarm("server-errors", {
    ...lattice,
    metricName: "HTTPCode_5XX_Count",
    statistic: "Sum",
    threshold: 5,
    alarmDescription: "5XX answers of the service",
  });
  alarm("latency", {
    ...lattice,
    metricName: "RequestTime",
    extendedStatistic: "p99",
    threshold: 3000,
    alarmDescription: "99th percentile of the time to answer, in milliseconds",
  });
  if (kind === "existing") return;
  alarm("throttles-api", {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: `${platform}-${key}-api` },
    metricName: "Throttles",
    statistic: "Sum",
    threshold: 1,
    alarmDescription: "Requests that Lambda refused for lack of concurrency",
  });
}
