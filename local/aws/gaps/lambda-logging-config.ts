import type { AwsResponse } from "../http/response";
import type { Forward } from "../moto/forward";
import type { Gap } from "./gap";

type Json = Record<string, unknown>;

/**
 * moto 5.2.1 takes `LoggingConfig` of CreateFunction and UpdateFunctionConfiguration and forgets it, so that every plan
 * of a function with `logging_config` shows a change. Here it is remembered and put into every configuration returned.
 */
export function lambdaLoggingConfig(forward: Forward): Gap {
  const remembered = new Map<string, Json>();
  return async (request, caller) => {
    const found = /^\/2015-03-31\/functions(?:\/([^/]+))?(\/configuration|\/code|\/versions)?\/?$/.exec(request.path);
    if (found === null) {
      return undefined;
    }
    const response = await forward(request, caller.account);
    if (response.status >= 300) {
      return response;
    }
    const sent = parse(request.body);
    const name = functionName(decodeURIComponent(found[1] ?? String(sent.FunctionName ?? "")));
    const key = `${caller.account} ${request.scope?.region} ${name}`;
    remember(remembered, key, request.method === "DELETE" && !request.query.has("Qualifier"), sent.LoggingConfig);
    return name === "" ? response : withLoggingConfig(response, remembered.get(key) ?? {}, name);
  };
}

function remember(remembered: Map<string, Json>, key: string, gone: boolean, sent: unknown): void {
  if (gone) {
    remembered.delete(key);
  } else if (typeof sent === "object" && sent !== null) {
    remembered.set(key, sent as Json);
  }
}

function withLoggingConfig(response: AwsResponse, config: Json, name: string): AwsResponse {
  const answer = parse(Buffer.from(response.body));
  const LoggingConfig = { LogFormat: "Text", LogGroup: `/aws/lambda/${name}`, ...config };
  const add = (configuration: unknown) => ({ ...(configuration as Json), LoggingConfig });
  const mended = {
    ...answer,
    ...(answer.Configuration === undefined ? {} : { Configuration: add(answer.Configuration) }),
    ...(Array.isArray(answer.Versions) ? { Versions: answer.Versions.map(add) } : {}),
    ...(answer.FunctionArn === undefined ? {} : { LoggingConfig }),
  };
  return answer.unparsable === true ? response : { ...response, body: JSON.stringify(mended) };
}

function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return { unparsable: true };
  }
}

/** A function is named by its name, its ARN or part of it. */
function functionName(identifier: string): string {
  return /function:([^:]+)/.exec(identifier)?.[1] ?? identifier.split(":")[0] ?? "";
}
