import type { IncomingMessage, ServerResponse } from "node:http";
import { listening } from "./listening";

/** What the stand-in for AWS STS and S3 answers. */
export interface StsAndS3 {
  /** An error of STS instead of the answer to an action: status, code, message. */
  readonly errors?: Readonly<Record<string, readonly [status: number, code: string, message: string]>>;
  /** The external ids that roles ask for, by ARN. */
  readonly externalIds?: Readonly<Record<string, string>>;
  /** The accounts that roles lead into, where that is not the one in their ARN. */
  readonly leadsTo?: Readonly<Record<string, string>>;
  /** Buckets with their regions; a status instead of a region is answered as it is. */
  readonly buckets?: Readonly<Record<string, string | number>>;
  /** Objects that exist, as `bucket/key`. */
  readonly objects?: ReadonlySet<string>;
  /** Objects that must not be looked at, as `bucket/key`. */
  readonly refused?: ReadonlySet<string>;
  /** Milliseconds by which its clock is ahead. */
  readonly clockSkew?: number;
}

export interface StartedStsAndS3 {
  readonly environment: NodeJS.ProcessEnv;
  /** What was asked, as `Action` and what it was about. */
  readonly calls: string[];
  stop(): Promise<void>;
}

export const callerArn = "arn:aws:iam::999999999999:role/platform-admin";

/** Starts it on a free port. */
export async function startStsAndS3(answers: StsAndS3 = {}): Promise<StartedStsAndS3> {
  const calls: string[] = [];
  const { url, stop } = await listening((request, response) => {
    response.setHeader("date", new Date(Date.now() + (answers.clockSkew ?? 0)).toUTCString());
    response.sendDate = false;
    void readBody(request).then((body) => answer(request, new URLSearchParams(body), response, answers, calls));
  });
  return {
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "AKIACALLER",
      AWS_SECRET_ACCESS_KEY: "secret",
    },
    calls,
    stop,
  };
}

function answer(
  request: IncomingMessage,
  form: URLSearchParams,
  response: ServerResponse,
  { errors = {}, externalIds = {}, leadsTo = {}, buckets = {}, objects, refused, clockSkew = 0 }: StsAndS3,
  calls: string[],
): void {
  const key = /Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (request.method === "HEAD") {
    const [, bucket = "", ...key] = request.url?.split("/") ?? [];
    if (Math.abs(Date.now() + clockSkew - signedAt(request)) > 15 * 60_000) {
      response.writeHead(403).end();
      return;
    }
    if (key.length > 0) {
      const object = [bucket, ...key].join("/");
      calls.push(`HeadObject ${object}`);
      response.writeHead(refused?.has(object) ? 403 : objects?.has(object) ? 200 : 404).end();
      return;
    }
    calls.push(`HeadBucket ${bucket}`);
    const found = buckets[bucket] ?? 404;
    if (typeof found === "string") response.setHeader("x-amz-bucket-region", found);
    response.writeHead(typeof found === "string" ? 200 : found).end();
    return;
  }
  const action = form.get("Action") ?? "";
  const role = form.get("RoleArn") ?? "";
  calls.push(`${action} ${role || key}`);
  const asked = externalIds[role];
  const denied =
    asked !== undefined && asked !== form.get("ExternalId") && ([403, "AccessDenied", "not authorized"] as const);
  const error = errors[`${action} ${role || key}`] ?? errors[action] ?? denied;
  response.setHeader("content-type", "text/xml");
  if (error) {
    const [status, code, message] = error;
    response
      .writeHead(status)
      .end(`<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
    return;
  }
  response.end(action === "AssumeRole" ? assumed(role, leadsTo[role]) : identity(key));
}

/** S3 refuses what was signed at another time than now, with nothing but a 403 to a HEAD (S3 API, RequestTimeTooSkewed). */
function signedAt({ headers }: IncomingMessage): number {
  const date = String(headers["x-amz-date"] ?? "");
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function assumed(role: string, leadsTo: string | undefined): string {
  const account = leadsTo ?? /iam::(\d{12}):/.exec(role)?.[1] ?? "";
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

function identity(key: string): string {
  const account = key.startsWith("ASIA") ? key.slice(4) : "999999999999";
  const arn = key.startsWith("ASIA") ? `arn:aws:sts::${account}:assumed-role/deploy/x` : callerArn;
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>id</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
