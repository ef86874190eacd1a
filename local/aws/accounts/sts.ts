import { operationOf } from "../faults";
import type { LocalService } from "../gateway";
import { ApiError } from "../http/api-error";
import { type AwsResponse, xmlResponse } from "../http/response";
import { escapeXml } from "../http/xml";
import type { RoleTrust } from "../options";
import type { Credentials, Identity } from "./credentials";
import type { Organization } from "./organization";

/** What STS decides with. */
export interface StsContext {
  readonly credentials: Credentials;
  readonly organization: Organization;
  readonly roles: Readonly<Record<string, RoleTrust>>;
  readonly now: () => number;
}

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/**
 * AssumeRole and GetCallerIdentity, which decide what every later request is allowed to see. Anything else of STS is
 * left to moto.
 */
export function stsService(context: StsContext): LocalService {
  return {
    operationName: operationOf,
    handle: (request, caller) => {
      const input = new URLSearchParams(request.body.length > 0 ? request.body.toString() : request.search);
      switch (input.get("Action")) {
        case "GetCallerIdentity":
          return answer("GetCallerIdentity", getCallerIdentity(caller));
        case "AssumeRole":
          return answer("AssumeRole", assumeRole(input, caller, context));
        default:
          return undefined;
      }
    },
  };
}

function answer(action: string, result: string): AwsResponse {
  return xmlResponse(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result></${action}Response>`,
  );
}

function getCallerIdentity({ arn, userId, account }: Identity): string {
  return `<Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${account}</Account>`;
}

function assumeRole(input: URLSearchParams, caller: Identity, context: StsContext): string {
  const roleArn = input.get("RoleArn") ?? "";
  const session = input.get("RoleSessionName") ?? "";
  const [, account, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/([\w+=,.@/-]+)$/.exec(roleArn) ?? [];
  if (account === undefined || path === undefined || !/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw new ApiError(400, "ValidationError", "RoleArn or RoleSessionName is missing or malformed.");
  }
  if (!context.organization.has(account) || !trusts(context.roles[roleArn], caller, input.get("ExternalId"))) {
    throw new ApiError(
      403,
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  const roleName = path.split("/").at(-1) ?? path;
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${session}`;
  const userId = `${roleId(roleArn)}:${session}`;
  const seconds = Number(input.get("DurationSeconds") ?? 3600);
  const issued = context.credentials.issue({ account, arn, userId }, new Date(context.now() + seconds * 1000));
  return [
    `<AssumedRoleUser><AssumedRoleId>${escapeXml(userId)}</AssumedRoleId><Arn>${escapeXml(arn)}</Arn></AssumedRoleUser>`,
    `<Credentials><AccessKeyId>${issued.accessKeyId}</AccessKeyId>`,
    `<SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey><SessionToken>${issued.sessionToken}</SessionToken>`,
    `<Expiration>${issued.expiration.toISOString()}</Expiration></Credentials>`,
  ].join("");
}

function trusts(trust: RoleTrust | undefined, caller: Identity, externalId: string | null): boolean {
  const accountTrusted = trust?.accounts === undefined || trust.accounts.includes(caller.account);
  return accountTrusted && (trust?.externalId === undefined || trust.externalId === externalId);
}

function roleId(roleArn: string): string {
  return `AROA${Buffer.from(roleArn).toString("hex").slice(-16).toUpperCase()}`;
}
