import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import type { App, TerraformStack } from "cdktf";
import { type BenchAccount, type BenchCaller, type BenchService, common } from "../estate";
import { accountStack, outputs, stateOf } from "./account-stack";
import { type Code, lambdaFunction } from "./function";
import { type FieldReader, functionName, producerStates, roleArn } from "./names";
import { policy } from "./policy";
import { associationGroup, clientGroup, vpc } from "./vpc";

const { network, platform, region } = common;

interface CallerPlace {
  readonly account: BenchAccount;
  readonly subnetIds: string[];
  readonly clients: string;
  readonly code: Code;
  readonly services: ReadonlyMap<string, BenchService>;
  readonly field: FieldReader;
}

/** An account's VPC, its association with the network, and the callers in it. */
export function consumerStack(
  app: App,
  account: BenchAccount,
  callers: readonly BenchCaller[],
  services: ReadonlyMap<string, BenchService>,
  code: Code,
): void {
  const stack = accountStack(app, `consumer-${account.key}`, account);
  const id = `consumer_${account.key}`;
  const name = `${platform}-${account.key}`;
  const { vpcId, subnetIds } = vpc(stack, `${id}_vpc`, name, account.cidr);
  const clients = clientGroup(stack, `${id}_vpc_clients`, name, vpcId);
  const association = new VpclatticeServiceNetworkVpcAssociation(stack, `${id}_association`, {
    serviceNetworkIdentifier: stateOf(stack, `network-${network}`, "network").getString("service_network_arn"),
    vpcIdentifier: vpcId,
    securityGroupIds: [associationGroup(stack, `${id}_association`, name, vpcId, clients)],
    tags: {},
    dependsOn: [],
  });
  const called = [...new Set(callers.flatMap(({ calls }) => calls))];
  const field = producerStates(stack, called, services);
  for (const caller of callers) addCaller(stack, caller, { account, subnetIds, clients, code, services, field });
  for (const key of called) privateZone(stack, `${id}_name_${key}`, { key, vpcId, services, field });
  outputs(stack, {
    consumers: {
      [account.key]: { association_arn: association.arn, client_security_group_id: clients, vpc_id: vpcId },
    },
    callers: Object.fromEntries(
      callers.map((caller) => [`${account.key}.${caller.key}`, { role_arn: roleArn(caller, account) }]),
    ),
  });
}

function addCaller(stack: TerraformStack, caller: BenchCaller, place: CallerPlace): void {
  const id = `caller_${place.account.key}_${caller.key}`;
  const role = caller.kind === "deployed" ? callerFunction(stack, id, caller, place) : caller.key;
  const statements = caller.calls.map((key) => {
    const arn = place.field(key, "arn");
    return {
      Effect: "Allow",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: [`${arn}/${key}`, `${arn}/${key}/*`],
      Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": common.methods } },
    };
  });
  if (statements.length === 0) return;
  new IamRolePolicy(stack, `${id}_invoke`, {
    name: `${platform}-lattice-invoke-${place.account.key}.${caller.key}`,
    role,
    policy: policy(...statements),
  });
}

const interfaceActions = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

function callerFunction(stack: TerraformStack, id: string, caller: BenchCaller, place: CallerPlace): string {
  const { account, code, services, field } = place;
  const name = functionName(caller, account);
  const interfaces = { Action: interfaceActions, Resource: "*" };
  const functionArn = `arn:aws:lambda:${region}:${account.id}:function:${name}`;
  const urls = caller.calls.map((key) => [
    `${key.toUpperCase()}_URL`,
    `https://${services.get(key)?.domain ?? field(key, "dns_name")}`,
  ]);
  const { role } = lambdaFunction(stack, id, {
    name,
    code,
    statements: [
      { Effect: "Allow", ...interfaces },
      { Effect: "Deny", ...interfaces, Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } } },
    ],
    config: {
      environment: urls.length > 0 ? { variables: Object.fromEntries(urls) } : undefined,
      vpcConfig: { subnetIds: place.subnetIds, securityGroupIds: [place.clients] },
    },
  });
  return role.name;
}

/** Makes a service's own name resolve in the VPC. */
function privateZone(
  stack: TerraformStack,
  id: string,
  { key, vpcId, services, field }: Pick<CallerPlace, "services" | "field"> & { key: string; vpcId: string },
): void {
  const name = services.get(key)?.domain;
  if (name === undefined) return;
  const zone = new Route53Zone(stack, id, {
    name,
    comment: "Name of a VPC Lattice service",
    vpc: [{ vpcId }],
    tags: {},
  });
  for (const type of ["A", "AAAA"]) {
    new Route53Record(stack, `${id}_records_${type.toLowerCase()}`, {
      zoneId: zone.zoneId,
      name,
      type,
      alias: { name: field(key, "dns_name"), zoneId: field(key, "hosted_zone_id"), evaluateTargetHealth: false },
    });
  }
}
