import { setTimeout as sleep } from "node:timers/promises";
import type { Credentials, Identity } from "./accounts/credentials";
import { WITH_WEB_IDENTITY } from "./accounts/sts";
import { type Faults, faultError, operationOf } from "./faults";
import { ApiError } from "./http/api-error";
import { errorResponse } from "./http/error-response";
import type { SignedRequest } from "./http/request";
import type { AwsResponse } from "./http/response";

/** A service that is served here. */
export interface LocalService {
  /** The operation's name in the API model; undefined for a request that is none. */
  operationName(request: SignedRequest): string | undefined;
  /** Undefined leaves the request to moto. */
  handle(request: SignedRequest, caller: Identity): Promise<AwsResponse | undefined> | AwsResponse | undefined;
}

/** Everything a request passes on its way. */
export interface Gateway {
  readonly credentials: Credentials;
  readonly faults: Faults;
  /** @throws ApiError for a signature of another time */
  readonly checkTime: (request: SignedRequest) => void;
  /** By signing name. */
  readonly services: Readonly<Record<string, LocalService>>;
  /** What answers everything else. */
  readonly fallback: (request: SignedRequest, caller: Identity) => Promise<AwsResponse>;
}

/** Answers one request of any AWS service: the signature says which service, and in whose name. */
export async function answer(gateway: Gateway, request: SignedRequest): Promise<AwsResponse> {
  const service = request.scope?.service ?? "sts";
  try {
    gateway.checkTime(request);
    const caller = comesWithToken(request) ? NOBODY : identify(gateway.credentials, request);
    return await withFault(gateway, request, service, caller);
  } catch (error) {
    return errorResponse(service, error instanceof ApiError ? error : unexpected(error));
  }
}

/** Whoever has no keys yet. */
const NOBODY: Identity = { account: "", arn: "anonymous", userId: "" };

function comesWithToken(request: SignedRequest): boolean {
  return request.scope === undefined && operationOf(request) === WITH_WEB_IDENTITY;
}

function identify(credentials: Credentials, request: SignedRequest): Identity {
  if (request.scope === undefined) {
    throw new ApiError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }
  const { accessKey, service } = request.scope;
  const identity = credentials.find(accessKey);
  if (identity === undefined) {
    const code = service === "s3" ? "InvalidAccessKeyId" : "InvalidClientTokenId";
    throw new ApiError(403, code, "The security token included in the request is invalid.");
  }
  if (identity === "expired") {
    const code = service === "sts" || service === "s3" ? "ExpiredToken" : "ExpiredTokenException";
    throw new ApiError(403, code, "The security token included in the request is expired");
  }
  return identity;
}

async function withFault(
  gateway: Gateway,
  request: SignedRequest,
  service: string,
  caller: Identity,
): Promise<AwsResponse> {
  const local = gateway.services[service];
  const operation = local?.operationName(request) ?? operationOf(request);
  const fault = gateway.faults.take(service, operation, caller.account);
  const serve = async () => (await local?.handle(request, caller)) ?? (await gateway.fallback(request, caller));
  if (fault === undefined) {
    return serve();
  }
  const effect = fault.when === "after" ? serve() : Promise.resolve(undefined);
  const response = await effect.finally(() => gateway.faults.reached(fault));
  await Promise.all([sleep(fault.delay ?? 0, undefined, { ref: false }), fault.until]);
  const error = faultError(fault);
  if (error) {
    throw error;
  }
  return response ?? serve();
}

function unexpected(error: unknown): ApiError {
  return new ApiError(500, "InternalServerException", error instanceof Error ? error.message : String(error));
}
