import type { Organization } from "../accounts/organization";
import { ApiError } from "../http/api-error";
import type { SignedRequest } from "../http/request";
import { type AwsResponse, xmlResponse } from "../http/response";
import { escapeXml, xmlValues } from "../http/xml";
import type { Forward } from "../moto/forward";
import { motoRequest } from "../moto/neighbours";
import type { Gap } from "./gap";

const NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";

interface Vpc {
  readonly id: string;
  readonly region: string;
}

/**
 * moto 5.2.1 has none of Create-, List- and DeleteVPCAssociationAuthorization (its answer is an HTML page), and knows a
 * hosted zone in its own account only: AssociateVPCWithHostedZone and ListHostedZonesByVPC of another account's zone
 * fail. Both are what a private zone needs that serves VPCs of other accounts (Route 53 developer guide, "Associating an
 * Amazon VPC and a private hosted zone that you created with different AWS accounts").
 */
export function route53VpcAssociations(forward: Forward, organization: Organization): Gap {
  const authorized = new Map<string, Vpc[]>();
  const ownerOf = async (zoneId: string) => {
    for (const account of organization.accountIds) {
      const { status } = await forward(
        motoRequest("route53", "us-east-1", "GET", `/2013-04-01/hostedzone/${zoneId}`),
        account,
      );
      if (status === 200) {
        return account;
      }
    }
    return undefined;
  };
  return async (request, caller) => {
    const [, zoneId = "", verb = ""] = /^\/2013-04-01\/hostedzone\/([A-Z0-9]+)\/([a-z]+)\/?$/.exec(request.path) ?? [];
    switch (verb) {
      case "authorizevpcassociation":
      case "deauthorizevpcassociation":
        await requireOwner(ownerOf, zoneId, caller.account);
        return authorization(authorized, request, zoneId, verb);
      case "associatevpc":
      case "disassociatevpc": {
        const owner = await ownerOf(zoneId);
        requireAuthorization(authorized.get(zoneId) ?? [], verb, owner === caller.account, sentVpc(request));
        return owner === undefined ? undefined : forward(request, owner);
      }
      default:
        return request.path === "/2013-04-01/hostedzonesbyvpc" ? zonesByVpc(request, forward, organization) : undefined;
    }
  };
}

async function requireOwner(
  ownerOf: (zoneId: string) => Promise<string | undefined>,
  zoneId: string,
  account: string,
): Promise<void> {
  if ((await ownerOf(zoneId)) !== account) {
    throw new ApiError(404, "NoSuchHostedZone", `No hosted zone found with ID: ${zoneId}`);
  }
}

function requireAuthorization(authorized: readonly Vpc[], verb: string, owns: boolean, vpc: Vpc): void {
  if (verb === "associatevpc" && !owns && !authorized.some(({ id }) => id === vpc.id)) {
    throw new ApiError(
      401,
      "NotAuthorizedException",
      `The VPC ${vpc.id} is not authorized to be associated with the hosted zone.`,
    );
  }
}

function sentVpc(request: SignedRequest): Vpc {
  const body = request.body.toString();
  return { id: xmlValues(body, "VPCId")[0] ?? "", region: xmlValues(body, "VPCRegion")[0] ?? "" };
}

function authorization(
  authorized: Map<string, Vpc[]>,
  request: SignedRequest,
  zoneId: string,
  verb: string,
): AwsResponse {
  const present = authorized.get(zoneId) ?? [];
  if (request.method === "GET") {
    return answer(
      "ListVPCAssociationAuthorizationsResponse",
      `${zone(zoneId)}<VPCs>${present.map(vpcXml).join("")}</VPCs>`,
    );
  }
  const vpc = sentVpc(request);
  const others = present.filter(({ id }) => id !== vpc.id);
  if (verb === "authorizevpcassociation") {
    authorized.set(zoneId, [...others, vpc]);
    return answer("CreateVPCAssociationAuthorizationResponse", zone(zoneId) + vpcXml(vpc));
  }
  if (others.length === present.length) {
    throw new ApiError(
      404,
      "VPCAssociationAuthorizationNotFound",
      `There is no authorization for ${vpc.id} in ${zoneId}.`,
    );
  }
  authorized.set(zoneId, others);
  return answer("DeleteVPCAssociationAuthorizationResponse", "");
}

function zone(zoneId: string): string {
  return `<HostedZoneId>${escapeXml(zoneId)}</HostedZoneId>`;
}

function vpcXml({ id, region }: Vpc): string {
  return `<VPC><VPCRegion>${escapeXml(region)}</VPCRegion><VPCId>${escapeXml(id)}</VPCId></VPC>`;
}

function answer(element: string, content: string): AwsResponse {
  return xmlResponse(200, `<?xml version="1.0"?><${element} xmlns="${NAMESPACE}">${content}</${element}>`);
}

/** The zones of all accounts: a VPC may be associated with anyone's. */
async function zonesByVpc(request: SignedRequest, forward: Forward, organization: Organization): Promise<AwsResponse> {
  const summaries = await Promise.all(
    organization.accountIds.map(async (account) =>
      xmlValues((await forward(request, account)).body.toString(), "HostedZoneSummary"),
    ),
  );
  const zones = summaries
    .flat()
    .map((summary) => `<HostedZoneSummary>${summary.replace("/hostedzone/", "")}</HostedZoneSummary>`);
  const content = `<HostedZoneSummaries>${zones.join("")}</HostedZoneSummaries><MaxItems>100</MaxItems>`;
  return answer("ListHostedZonesByVPCResponse", content);
}
