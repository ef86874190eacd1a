import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

/** What an app saw of a request, in whatever framework it was written. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly text: () => string;
  readonly json: () => unknown;
  readonly bytes: () => Uint8Array;
  readonly version?: string;
  readonly caller?: object;
  readonly requestId?: string;
}

/** What the app of a case answers: a reply, or a thrown error with this message. */
export interface CaseReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly throws?: string;
}

/** One case: the event, what the app must see of it, what it replies, what VPC Lattice must get. */
export interface Case {
  readonly name: string;
  readonly event: unknown;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly reply?: CaseReply;
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly cookies?: readonly string[];
    readonly body?: string;
    readonly bodyBase64?: string;
  };
}

/** The table: every JSON file of the folder, in order. */
export function readCases(folder: string = join(__dirname, "conformance")): readonly Case[] {
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
}

/** What only VPC Lattice's own events have; frameworks that know HTTP alone are not asked for it. */
export const LATTICE_FIELDS: readonly string[] = ["version", "caller", "requestId"];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

function seenValue(seen: Seen, field: string): unknown {
  if (field === "text") return seen.text();
  if (field === "json") return seen.json();
  if (field === "base64") return Buffer.from(seen.bytes()).toString("base64");
  return seen[field as keyof Seen];
}

/** The fields of a case's request that the app saw differently. Of headers, those that the case names are compared. */
export function requestDifferences(expected: Case, seen: Seen | undefined, skipped: readonly string[] = []): string[] {
  if (!expected.request) return seen ? ["the app was called"] : [];
  if (!seen) return ["the app was not called"];
  const differences: string[] = [];
  for (const [field, value] of Object.entries(expected.request)) {
    if (skipped.includes(field)) continue;
    const found = plain(seenValue(seen, field));
    const names = field === "headers" && typeof value === "object" ? Object.keys(value ?? {}) : undefined;
    const compared = names ? Object.fromEntries(names.map((name) => [name, (found as never)[name]])) : found;
    if (!isDeepStrictEqual(compared, value)) differences.push(`request ${field}: ${JSON.stringify(compared)}`);
  }
  return differences;
}

interface Response {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

function lowered(headers: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What of a response VPC Lattice would get wrong. Of headers, those that the case names are compared. */
export function responseDifferences({ response: expected }: Case, found: Response | undefined): string[] {
  if (!found) return ["no response"];
  const differences: string[] = [];
  if (found.statusCode !== expected.statusCode) differences.push(`status: ${found.statusCode}`);
  const headers = lowered(found.headers);
  for (const [name, value] of Object.entries(expected.headers)) {
    if (headers[name] !== value) differences.push(`header ${name}: ${headers[name]}`);
  }
  if (expected.cookies && !isDeepStrictEqual(headers["set-cookie"], expected.cookies)) {
    differences.push(`set-cookie: ${JSON.stringify(headers["set-cookie"])}`);
  }
  const bytes = Buffer.from(found.body ?? "", found.isBase64Encoded ? "base64" : "utf8");
  const wanted =
    expected.bodyBase64 === undefined ? Buffer.from(expected.body ?? "") : Buffer.from(expected.bodyBase64, "base64");
  const stated = expected.body !== undefined || expected.bodyBase64 !== undefined;
  if (stated && !bytes.equals(wanted)) differences.push(`body: ${bytes.toString("base64")}`);
  return differences;
}
