import { isIPv4 } from "node:net";
import { strToU8, zipSync } from "fflate";
import type { Platform } from "../declaration/schema/platform";
import { xmlValues } from "../local/aws/http/xml";
import type { LocalAws } from "../local/aws/start";
import { accountOf, query, type Send } from "./aws-account";
import { type ForeignVpc, type ForeignZone, foreignTo } from "./foreign";

const EC2 = "2016-11-15";
const IAM = "2010-05-08";
const ELB = "2015-12-01";
const ZONE_REGION = "us-east-1";

/**
 * Makes what the platform takes for granted, in the accounts that it names.
 *
 * @returns the ids that were given for those in the declaration: nobody can choose the id of a VPC.
 */
export async function seed(platform: Platform, aws: LocalAws): Promise<ReadonlyMap<string, string>> {
  const { vpcs, zones, roles, functions } = foreignTo(platform);
  const ids = new Map<string, string>();
  for (const vpc of vpcs) await seedVpc(await accountOf(aws, vpc.accountId), vpc, ids);
  for (const zone of zones) await seedZone(await accountOf(aws, zone.accountId), zone, ids);
  for (const arn of roles) await seedRole(await accountOf(aws, accountIn(arn)), nameIn(arn));
  for (const arn of functions) await seedFunction(await accountOf(aws, accountIn(arn)), arn);
  return ids;
}

async function seedVpc(send: Send, vpc: ForeignVpc, ids: Map<string, string>): Promise<void> {
  const ec2 = (parameters: Record<string, string>) => send("ec2", vpc.region, query(EC2, parameters));
  const create = async (tag: string, parameters: Record<string, string>) => first(await ec2(parameters), tag);
  const VpcId = await create("vpcId", { Action: "CreateVpc", CidrBlock: "10.90.0.0/16" });
  ids.set(vpc.id, VpcId);
  for (const CidrBlock of blocksOf(vpc.addresses)) await ec2({ Action: "AssociateVpcCidrBlock", VpcId, CidrBlock });
  const subnet = (index: number) =>
    create("subnetId", {
      Action: "CreateSubnet",
      VpcId,
      CidrBlock: `10.90.${index}.0/24`,
      AvailabilityZone: `${vpc.region}${index % 2 === 0 ? "a" : "b"}`,
    });
  for (const [index, id] of vpc.subnetIds.entries()) ids.set(id, await subnet(index));
  for (const id of vpc.securityGroupIds) {
    const group = {
      Action: "CreateSecurityGroup",
      GroupName: id.replace("sg-", "clients-"),
      GroupDescription: "clients",
    };
    ids.set(id, await create("groupId", { ...group, VpcId }));
  }
  for (const arn of vpc.loadBalancerArns) {
    const subnets = { "Subnets.member.1": await subnet(100), "Subnets.member.2": await subnet(101) };
    const parameters = { Action: "CreateLoadBalancer", Name: arn.split("/")[2] ?? "", Scheme: "internal", ...subnets };
    const answer = await send("elasticloadbalancing", vpc.region, query(ELB, parameters));
    ids.set(arn, first(answer, "LoadBalancerArn"));
  }
}

/** Blocks of a VPC that have these addresses in them; those of IPv6 nobody chooses. */
function blocksOf(addresses: readonly string[]): string[] {
  const blocks = addresses.filter(isIPv4).map((address) => address.replace(/\d+$/, "0/24"));
  return [...new Set(blocks)].filter((block) => !block.startsWith("10.90."));
}

/** A zone for the domain above the name, so that a service may be renamed. A private zone begins with a VPC. */
async function seedZone(send: Send, { id, name }: ForeignZone, ids: Map<string, string>): Promise<void> {
  const VpcId = first(
    await send("ec2", ZONE_REGION, query(EC2, { Action: "CreateVpc", CidrBlock: "10.91.0.0/16" })),
    "vpcId",
  );
  const domain = name.split(".").slice(1).join(".");
  const body = `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${domain}</Name><VPC><VPCRegion>${ZONE_REGION}</VPCRegion><VPCId>${VpcId}</VPCId></VPC><CallerReference>${id}</CallerReference></CreateHostedZoneRequest>`;
  const answer = await send("route53", "us-east-1", { path: "/2013-04-01/hostedzone", body });
  ids.set(id, first(answer, "Id").replace("/hostedzone/", ""));
}

async function seedRole(send: Send, RoleName: string): Promise<void> {
  const statement = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await send("iam", "us-east-1", query(IAM, { Action: "CreateRole", RoleName, AssumeRolePolicyDocument }));
}

async function seedFunction(send: Send, arn: string): Promise<void> {
  const [, , , region = "", account = "", , FunctionName = "", alias] = arn.split(":");
  await seedRole(send, FunctionName);
  const lambda = (path: string, body: object) =>
    send("lambda", region, { path, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const code = zipSync({ "index.js": strToU8("exports.handler = async () => ({ statusCode: 204 });") });
  await lambda("/2015-03-31/functions", {
    FunctionName,
    Role: `arn:aws:iam::${account}:role/${FunctionName}`,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Code: { ZipFile: Buffer.from(code).toString("base64") },
    Publish: true,
  });
  if (alias !== undefined) {
    await lambda(`/2015-03-31/functions/${FunctionName}/aliases`, { Name: alias, FunctionVersion: "1" });
  }
}

function first(answer: string, tag: string): string {
  const [value] = xmlValues(answer, tag);
  if (value === undefined) throw new Error(`No ${tag} in ${answer.slice(0, 300)}`);
  return value;
}

function accountIn(arn: string): string {
  return arn.split(":")[4] ?? "";
}

function nameIn(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}
