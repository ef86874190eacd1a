import { operationOf } from "../faults";
import type { LocalService } from "../gateway";
import { ApiError } from "../http/api-error";
import { type AwsResponse, xmlResponse } from "../http/response";
import { escapeXml } from "../http/xml";
import type { RoleTrust } from "../options";
import type { Credentials, Identity } from "./credentials";
import type { Organization } from "./organization";
import { identifyByToken, type TrustSource } from "./web-identity";

/** The operation that nobody signs: the token says who it is. */
export const WITH_WEB_IDENTITY = "AssumeRoleWithWebIdentity";

/** What STS decides with. */
export interface StsContext {
  readonly credentials: Credentials;
  readonly organization: Organization;
  readonly roles: Readonly<Record<string, RoleTrust>>;
  readonly now: () => number;
  /** Roles and identity providers, for tokens; undefined without moto: then no token is taken. */
  readonly trust: TrustSource | undefined;
}

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/**
 * AssumeRole, AssumeRoleWithWebIdentity and GetCallerIdentity, which decide what every later request is allowed to see. Anything else of STS is
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
        case WITH_WEB_IDENTITY:
          return assumeWithToken(input, context);
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
  const role = wantedRole(input);
  const { roleArn, account } = role;
  if (!context.organization.has(account) || !trusts(context.roles[roleArn], caller, input.get("ExternalId"))) {
    throw new ApiError(
      403,
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  return session(input, role, context);
}

async function assumeWithToken(input: URLSearchParams, context: StsContext): Promise<AwsResponse> {
  const role = wantedRole(input);
  const source = context.organization.has(role.account) ? context.trust : undefined;
  const token = input.get("WebIdentityToken") ?? "";
  const { issuer, subject, audience } = await identifyByToken(source, role, token, context.now());
  const provider = `arn:aws:iam::${role.account}:oidc-provider/${issuer}`;
  return answer(
    WITH_WEB_IDENTITY,
    [
      session(input, role, context),
      `<SubjectFromWebIdentityToken>${escapeXml(subject)}</SubjectFromWebIdentityToken>`,
      `<Audience>${escapeXml(audience)}</Audience><Provider>${escapeXml(provider)}</Provider>`,
    ].join(""),
  );
}

interface WantedRole {
  readonly roleArn: string;
  readonly account: string;
  readonly name: string;
  readonly session: string;
}

function wantedRole(input: URLSearchParams): WantedRole {
  const roleArn = input.get("RoleArn") ?? "";
  const session = input.get("RoleSessionName") ?? "";
  const [, account, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/([\w+=,.@/-]+)$/.exec(roleArn) ?? [];
  if (account === undefined || path === undefined || !/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw new ApiError(400, "ValidationError", "RoleArn or RoleSessionName is missing or malformed.");
  }
  return { roleArn, account, name: path.split("/").at(-1) ?? path, session };
}

/** Who one is from now on, and with which keys. */
function session(input: URLSearchParams, { roleArn, account, name, session }: WantedRole, context: StsContext): string {
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
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
