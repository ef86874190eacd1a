import type { IncomingMessage, ServerResponse } from "node:http";
import { type Listening, listening } from "./listening";

/**
 * The few answers that the AWS provider needs to plan: who am I after AssumeRole, which Availability Zones and prefix
 * lists there are, and the objects of a state bucket. Anything else is an error that names the call, so that a plan which
 * starts to ask AWS more is noticed.
 */
export interface AwsAnswers extends Listening {
  /** What was asked, as `service Action account`. */
  readonly calls: string[];
}

/** Starts on a free port. `objects` are the contents of S3 objects by `bucket/key`. */
export async function startAwsAnswers(objects: ReadonlyMap<string, string> = new Map()): Promise<AwsAnswers> {
  const calls: string[] = [];
  const server = await listening((request, response) => {
    void readBody(request).then((body) => answer(request, body, response, objects, calls));
  });
  return { ...server, calls };
}

function answer(
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
  objects: ReadonlyMap<string, string>,
  calls: string[],
): void {
  const credential = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "");
  const [, key = "", service = ""] = credential ?? [];
  const account = key.startsWith("ASIA") ? key.slice(4, 16) : "deployer";
  if (service === "s3") {
    calls.push(`s3 ${request.method} ${account}`);
    answerS3(request, response, objects);
    return;
  }
  const form = new URLSearchParams(body);
  const action = form.get("Action") ?? "";
  calls.push(`${service} ${action} ${account}`);
  const xml = queryAnswers[action]?.(form, account);
  response.writeHead(xml === undefined ? 400 : 200, { "content-type": "text/xml" });
  response.end(
    xml ??
      `<ErrorResponse><Error><Code>NotAnswered</Code><Message>${service} ${action}</Message></Error></ErrorResponse>`,
  );
}

const queryAnswers: Readonly<Record<string, (form: URLSearchParams, account: string) => string>> = {
  AssumeRole: (form) => {
    const account = /iam::(\d{12}):/.exec(form.get("RoleArn") ?? "")?.[1] ?? "";
    return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${account}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>${form.get("RoleArn")}</Arn><AssumedRoleId>id</AssumedRoleId></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`;
  },
  GetCallerIdentity: (_, account) => {
    const id = account === "deployer" ? "999999999999" : account;
    return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::${id}:assumed-role/r/s</Arn><UserId>id</UserId><Account>${id}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  },
  DescribeAvailabilityZones: () =>
    ec2(
      "DescribeAvailabilityZones",
      `<availabilityZoneInfo>${["a", "b", "c", "d", "e", "f"].map((zone, index) => `<item><zoneName>zone-${zone}</zoneName><zoneId>az${index}</zoneId><zoneState>available</zoneState><groupName>zone</groupName></item>`).join("")}</availabilityZoneInfo>`,
    ),
  DescribeManagedPrefixLists: (form) => {
    const name = form.get("Filter.1.Value.1") ?? "";
    return ec2(
      "DescribeManagedPrefixLists",
      `<prefixListSet><item><prefixListId>pl-${name.includes("ipv6") ? "6" : "4"}0000000</prefixListId><prefixListName>${name}</prefixListName><prefixListArn>arn:aws:ec2:us-east-1:aws:prefix-list/pl-40000000</prefixListArn><state>create-complete</state><addressFamily>IPv4</addressFamily><ownerId>AWS</ownerId></item></prefixListSet>`,
    );
  },
  GetManagedPrefixListEntries: () =>
    ec2("GetManagedPrefixListEntries", "<entrySet><item><cidr>169.254.171.0/24</cidr></item></entrySet>"),
};

function ec2(action: string, content: string): string {
  return `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${content}</${action}Response>`;
}

function answerS3(request: IncomingMessage, response: ServerResponse, objects: ReadonlyMap<string, string>): void {
  const url = new URL(request.url ?? "/", "http://s3");
  const path = decodeURIComponent(url.pathname).replace(/^\//, "");
  if (url.searchParams.has("list-type") || url.searchParams.has("prefix")) {
    const bucket = path.replace(/\/$/, "");
    const prefix = `${bucket}/${url.searchParams.get("prefix") ?? ""}`;
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(bucket.length + 1));
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("")}</ListBucketResult>`,
    );
    return;
  }
  const content = objects.get(path);
  if (content === undefined) {
    response.writeHead(404, { "content-type": "application/xml" });
    response.end(
      request.method === "HEAD" ? undefined : "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>",
    );
    return;
  }
  answerObject(request, response, Buffer.from(content));
}

/** Terraform reads a state in ranges, and asks for the next one until it has the whole. */
function answerObject(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "");
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(content.length - 1, range?.[2] ? Number(range[2]) : content.length - 1);
  const part = content.subarray(start, end + 1);
  response.writeHead(range ? 206 : 200, {
    "content-type": "application/json",
    "content-length": part.length,
    ...(range ? { "content-range": `bytes ${start}-${end}/${content.length}` } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : part);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}
