import type { SignedRequest } from "../http/request";
import { xmlValues } from "../http/xml";
import type { Holding } from "../inventory";
import type { Forward } from "./forward";
import { heldInside } from "./held-inside";
import { motoRequest } from "./neighbours";

/** How moto is asked for one type of resource, and where the ids are in its answer. */
interface Listing {
  readonly type: string;
  readonly request: (region: string) => SignedRequest;
  readonly ids: (answer: string) => string[];
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

function query(
  type: string,
  service: string,
  version: string,
  action: string,
  ids: (answer: string) => string[],
  parameters: Readonly<Record<string, string>> = {},
): Listing {
  const body = new URLSearchParams({ Action: action, Version: version, ...parameters }).toString();
  return { type, ids, request: (region) => motoRequest(service, region, "POST", "/", "", body, FORM) };
}

function get(type: string, service: string, path: string, ids: (answer: string) => string[]): Listing {
  return { type, ids, request: (region) => motoRequest(service, region, "GET", path) };
}

function logs(type: string, action: string, member: string): Listing {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Logs_20140328.${action}` };
  return {
    type,
    ids: jsonValues(member),
    request: (region) => motoRequest("logs", region, "POST", "/", "", "{}", headers),
  };
}

const tag = (name: string) => (answer: string) => xmlValues(answer, name);
const jsonValues = (member: string) => (answer: string) =>
  [...answer.matchAll(new RegExp(`"${member}":\\s*"([^"]+)"`, "g"))].map((match) => match[1] ?? "");
/** Ids of the items of a listing that are not there from the start. */
const items = (id: string, given: RegExp) => (answer: string) =>
  topItems(answer)
    .filter((item) => !given.test(item))
    .flatMap((item) => xmlValues(item, id).slice(0, 1));
const EC2 = "2016-11-15";
const IAM = "2010-05-08";
const DEFAULT_VPC = { "Filter.1.Name": "is-default", "Filter.1.Value.1": "false" };

/** What a stack of Trellis makes outside VPC Lattice and RAM. What every account has from the start does not count. */
const LISTINGS: readonly Listing[] = [
  query("AWS::EC2::VPC", "ec2", EC2, "DescribeVpcs", tag("vpcId"), DEFAULT_VPC),
  query("AWS::EC2::Subnet", "ec2", EC2, "DescribeSubnets", items("subnetId", /<defaultForAz>true/)),
  query("AWS::EC2::RouteTable", "ec2", EC2, "DescribeRouteTables", items("routeTableId", /<main>true/)),
  query("AWS::EC2::SecurityGroup", "ec2", EC2, "DescribeSecurityGroups", items("groupId", /<groupName>default</)),
  query("AWS::IAM::Role", "iam", IAM, "ListRoles", tag("Arn")),
  query("AWS::IAM::ManagedPolicy", "iam", IAM, "ListPolicies", tag("Arn"), { Scope: "Local" }),
  query("AWS::IAM::OIDCProvider", "iam", IAM, "ListOpenIDConnectProviders", tag("Arn")),
  query("AWS::CloudWatch::Alarm", "monitoring", "2010-08-01", "DescribeAlarms", tag("AlarmArn")),
  get("AWS::Lambda::Function", "lambda", "/2015-03-31/functions/", jsonValues("FunctionArn")),
  get("AWS::Route53::HostedZone", "route53", "/2013-04-01/hostedzone", tag("Id")),
  get("AWS::S3::Bucket", "s3", "/", tag("Name")),
  logs("AWS::Logs::LogGroup", "DescribeLogGroups", "arn"),
  logs("AWS::Logs::ResourcePolicy", "DescribeResourcePolicies", "policyName"),
];

/** The items directly below the listing's set: `<item>` nests, so depth is counted. */
function topItems(answer: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of answer.matchAll(/<(\/?)item>/g)) {
    depth += match[1] === "/" ? -1 : 1;
    if (depth === 1 && match[1] === "") {
      start = match.index;
    } else if (depth === 0) {
      found.push(answer.slice(start, match.index));
    }
  }
  return found;
}

/** What an account holds in moto, in one Region and in the services that have none; `ask` closes moto's gaps. */
export async function motoHoldings(ask: Forward, account: string, region: string): Promise<Holding[]> {
  const found = await Promise.all(
    LISTINGS.map(async ({ type, request, ids }) => {
      const { body } = await ask(request(region), account);
      return ids(body.toString()).map((id): Holding => ({ account, type, id }));
    }),
  );
  const holdings = found.flat();
  return [...holdings, ...(await heldInside(ask, region, holdings))];
}
