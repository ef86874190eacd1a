import type { SignedRequest } from "../http/request";
import { xmlValues } from "../http/xml";
import type { Holding } from "../inventory";
import type { Forward } from "./forward";
import { motoRequest } from "./neighbours";

/** What one type of resource may hold: a stack also puts things into resources that are not its own. */
interface Inside {
  readonly holder: string;
  readonly type: string;
  readonly request: (region: string, holder: string) => SignedRequest;
  /** Names of what is held, unique within its holder. */
  readonly names: (answer: string) => string[];
}

const INSIDE: readonly Inside[] = [
  {
    holder: "AWS::IAM::Role",
    type: "AWS::IAM::RolePolicy",
    request: (region, arn) =>
      motoRequest("iam", region, "POST", "/", "", listRolePolicies(arn), {
        "content-type": "application/x-www-form-urlencoded",
      }),
    names: (answer) => xmlValues(answer, "PolicyNames").flatMap((names) => xmlValues(names, "member")),
  },
  {
    holder: "AWS::Lambda::Function",
    type: "AWS::Lambda::Alias",
    request: (region, arn) =>
      motoRequest("lambda", region, "GET", `/2015-03-31/functions/${encodeURIComponent(arn)}/aliases`),
    names: (answer) => [...answer.matchAll(/"Name":\s*"([^"]+)"/g)].map(([, name = ""]) => name),
  },
  { holder: "AWS::Lambda::Function", type: "AWS::Lambda::Permission", request: functionPolicy, names: statementIds },
  { holder: "AWS::Lambda::Alias", type: "AWS::Lambda::Permission", request: functionPolicy, names: statementIds },
  {
    holder: "AWS::Route53::HostedZone",
    type: "AWS::Route53::RecordSet",
    request: (region, path) => motoRequest("route53", region, "GET", `/2013-04-01${path}/rrset`),
    names: recordSets,
  },
  {
    holder: "AWS::Route53::HostedZone",
    type: "AWS::Route53::HostedZoneVPC",
    request: (region, path) => motoRequest("route53", region, "GET", `/2013-04-01${path}`),
    names: (answer) => xmlValues(answer, "VPCId"),
  },
  {
    holder: "AWS::Route53::HostedZone",
    type: "AWS::Route53::VPCAssociationAuthorization",
    request: (region, path) => motoRequest("route53", region, "GET", `/2013-04-01${path}/authorizevpcassociation`),
    names: (answer) => xmlValues(answer, "VPCId"),
  },
];

/** What these resources hold, and what that holds in turn. */
export async function heldInside(ask: Forward, region: string, holders: readonly Holding[]): Promise<Holding[]> {
  const found = await Promise.all(
    holders.flatMap((holder) =>
      INSIDE.filter((inside) => inside.holder === holder.type).map(async ({ type, request, names }) => {
        const { body } = await ask(request(region, holder.id), holder.account);
        return names(body.toString()).map((name): Holding => ({ ...holder, type, id: `${holder.id}:${name}` }));
      }),
    ),
  );
  const held = found.flat();
  return held.length === 0 ? [] : [...held, ...(await heldInside(ask, region, held))];
}

function listRolePolicies(arn: string): string {
  const RoleName = arn.split("/").at(-1) ?? "";
  return new URLSearchParams({ Action: "ListRolePolicies", Version: "2010-05-08", RoleName }).toString();
}

/** The policy of a function, or of an alias whose ARN is the function's and its name. */
function functionPolicy(region: string, arn: string): SignedRequest {
  const [name = "", alias] = arn.split(":").slice(6);
  const search = alias === undefined ? "" : `Qualifier=${encodeURIComponent(alias)}`;
  return motoRequest("lambda", region, "GET", `/2015-03-31/functions/${name}/policy`, search);
}

/** GetPolicy answers with a document in a string. */
function statementIds(answer: string): string[] {
  try {
    const { Policy }: { Policy?: string } = JSON.parse(answer);
    const { Statement = [] }: { Statement?: { Sid?: string }[] } = JSON.parse(Policy ?? "{}");
    return Statement.map(({ Sid = "" }) => Sid);
  } catch {
    return [];
  }
}

/** Every zone has a record set NS and one SOA from the start. */
function recordSets(answer: string): string[] {
  return xmlValues(answer, "ResourceRecordSet").flatMap((set) => {
    const [name = ""] = xmlValues(set, "Name");
    const [type = ""] = xmlValues(set, "Type");
    return type === "NS" || type === "SOA" ? [] : [`${name} ${type}`];
  });
}
