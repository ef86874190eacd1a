import {
  type Case,
  LATTICE_FIELDS,
  readCases,
  requestDifferences,
  responseDifferences,
  type Seen,
} from "../../test/functions/runtime/conformance";
import { catchAll as trellis } from "./peers/trellis";
import { catchAll as trellisHono } from "./peers/trellis-hono";

type Found = Parameters<typeof responseDifferences>[1];
type CatchAll = (serve: (seen: Seen) => unknown) => (event: unknown, context: object) => Promise<Found>;

// Peers are JavaScript: their packages are installed here alone, where the type check does not look.
const { catchAll: hono } = require("./peers/hono.js") as { catchAll: CatchAll };
const { catchAll: middy } = require("./peers/middy.js") as { catchAll: CatchAll };
const { catchAll: powertools } = require("./peers/powertools.js") as { catchAll: CatchAll };
const { catchAll: serverlessExpress } = require("./peers/serverless-express.js") as { catchAll: CatchAll };

/** The conformance table against each candidate: bundled and run by `handlers.ts` with the folder of cases, prints JSON. */
const candidates = {
  trellis,
  "hono behind trellis's bridge": trellisHono,
  "hono/aws-lambda": hono,
  "serverless-express": serverlessExpress,
  middy,
  powertools,
};

/** A list in one line, as HTTP allows (RFC 9110, 5.6.1): who joins it, with or without a space, is not wrong. */
const inOneLine = (values: unknown) =>
  [values]
    .flat()
    .join(",")
    .replace(/\s*,\s*/g, ", ");

function joined(headers: unknown): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, values]) => [name, [inOneLine(values)]]));
}

/** Of a response, what is one string: cookies are not to be joined. */
function spaced<T>(headers: Readonly<Record<string, T>> = {}) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? inOneLine(value) : value]),
  ) as Record<string, T>;
}

/** What a framework of HTTP alone is asked for: no caller, any 4xx or 5xx body. */
function httpOnly(one: Case): Case {
  const request = one.request && {
    ...one.request,
    ...(one.request.headers ? { headers: joined(one.request.headers) } : {}),
  };
  const failed = one.response.headers["content-type"] === "application/problem+json";
  const headers = failed ? {} : spaced(one.response.headers);
  return { ...one, ...(request && { request }), response: { ...one.response, headers } };
}

async function run(catchAll: CatchAll, one: Case): Promise<string[]> {
  let seen: Seen | undefined;
  const handler = catchAll((found) => {
    seen = { ...found, headers: joined(found.headers) };
    if (one.reply?.throws) throw new Error(one.reply.throws);
    return one.reply;
  });
  try {
    const context = { awsRequestId: "l-1", getRemainingTimeInMillis: () => 1000, callbackWaitsForEmptyEventLoop: true };
    const limit = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error("no answer")), 2000).unref(),
    );
    const response = await Promise.race([handler(structuredClone(one.event), context), limit]);
    const found: Found = response && { ...response, headers: spaced(response.headers) };
    return [...requestDifferences(one, seen, LATTICE_FIELDS), ...responseDifferences(one, found)];
  } catch (error) {
    return [`throws ${error}`.slice(0, 200)];
  }
}

async function main(folder: string): Promise<void> {
  const cases = readCases(folder);
  const table: Record<string, { passed: number; of: number; failed: Record<string, string[]> }> = {};
  const write = process.stdout.write.bind(process.stdout);
  console.error = console.log = console.info = console.warn = () => undefined;
  for (const [name, catchAll] of Object.entries(candidates)) {
    const failed: Record<string, string[]> = {};
    for (const one of cases.map(httpOnly)) {
      const differences = await run(catchAll as CatchAll, one);
      if (differences.length > 0) failed[one.name] = differences;
    }
    table[name] = { passed: cases.length - Object.keys(failed).length, of: cases.length, failed };
  }
  write(JSON.stringify(table), () => process.exit(0));
}

main(`${process.argv[2]}`);
