import type { Identity } from "../accounts/credentials";
import type { LocalService } from "../gateway";
import type { Schedule } from "../schedule";
import { ApiError } from "./api-error";
import type { SignedRequest } from "./request";
import { jsonResponse } from "./response";
import { type Call, matchOperation, type Operation, parseBody } from "./rest-api";

interface Remembered {
  readonly input: string;
  readonly output: Promise<unknown>;
}

/**
 * A service of the REST-JSON protocol: routing, JSON, and idempotency by `clientToken` (the same token and input give
 * the first answer again, so that a retry after a lost answer makes nothing twice; another input is `tokenMismatch`).
 */
export function restService<World extends { readonly schedule: Schedule }>(
  operations: readonly Operation<World>[],
  world: World,
  tokenMismatch: () => ApiError,
): LocalService {
  const remembered = new Map<string, Remembered>();
  return {
    operationName: (request) => matchOperation(operations, request)?.operation.name,
    handle: async (request, caller) => {
      world.schedule.advance();
      const match = matchOperation(operations, request);
      if (match === undefined) {
        throw new ApiError(400, "ValidationException", `${request.method} ${request.path} is not served locally.`, {
          reason: "unknownOperation",
        });
      }
      const call = callOf(request, caller, match.labels);
      const scope = `${caller.account} ${call.region} ${match.operation.name}`;
      const output = await once(remembered, scope, call, tokenMismatch, () => match.operation.handle(world, call));
      return jsonResponse(match.operation.status, output);
    },
  };
}

function callOf(request: SignedRequest, caller: Identity, labels: Call["labels"]): Call {
  return {
    account: caller.account,
    callerArn: caller.arn,
    region: request.scope?.region ?? "",
    labels,
    query: request.query,
    body: parseBody(request.body),
  };
}

function once(
  remembered: Map<string, Remembered>,
  scope: string,
  call: Call,
  tokenMismatch: () => ApiError,
  act: () => unknown,
): unknown {
  const { clientToken, ...input } = call.body as { readonly clientToken?: unknown };
  if (typeof clientToken !== "string") {
    return act();
  }
  const key = `${scope} ${clientToken}`;
  const fingerprint = JSON.stringify([call.labels, input]);
  const before = remembered.get(key);
  if (before !== undefined && before.input !== fingerprint) {
    throw tokenMismatch();
  }
  return before?.output ?? remember(remembered, key, fingerprint, act);
}

/** Only what succeeded is remembered: a failed request may be sent again with its token. */
async function remember(
  remembered: Map<string, Remembered>,
  key: string,
  fingerprint: string,
  act: () => unknown,
): Promise<unknown> {
  const output = Promise.resolve().then(act);
  remembered.set(key, { input: fingerprint, output });
  try {
    return await output;
  } catch (error) {
    remembered.delete(key);
    throw error;
  }
}
