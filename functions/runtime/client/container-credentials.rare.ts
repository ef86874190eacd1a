import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Cache, Credentials, Environment } from "./credentials";

/** ECS's fixed address for `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` (AWS SDKs guide, "Container credential provider"). */
const ECS = "http://169.254.170.2";

/** Where AWS's SDKs ask over plain HTTP: this machine, and the addresses of ECS and of EKS's Pod Identity Agent. */
const PLAIN = /^(?:localhost|127\.[\d.]+|\[::1\]|169\.254\.170\.23?|\[fd00:ec2::23\])$/;

const WITHIN_MS = 1000;

/** Credentials are fetched again five minutes before they expire. */
const RENEWAL_MS = 5 * 60 * 1000;

function checked(uri: string): URL {
  const url = new URL(uri);
  if (url.protocol === "https:" || (url.protocol === "http:" && PLAIN.test(url.hostname))) return url;
  throw new Error("use https, or http to a loopback address, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]");
}

function fetchJson(url: URL, authorization: string | undefined): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    // A connection of its own: the next question is hours away.
    const request = send(url, { agent: false, headers: authorization ? { authorization } : {} }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        try {
          if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
          resolve(JSON.parse(Buffer.concat(chunks).toString()) ?? {});
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on("error", reject);
    request.end();
    // Of the whole answer: Node's own `timeout` starts again with each byte.
    const late = () => request.destroy() && reject(new Error("no answer within 1 s"));
    setTimeout(late, WITHIN_MS).unref();
  });
}

async function ask(uri: string, environment: Environment): Promise<Credentials> {
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  try {
    const url = checked(uri);
    const token = file ? (await readFile(file, "utf8")).trim() : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN;
    const { AccessKeyId, SecretAccessKey, Token, Expiration } = await fetchJson(url, token);
    if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string")
      throw new Error("no keys in the answer");
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(typeof Token === "string" && { sessionToken: Token }),
      ...(typeof Expiration === "string" && { expiration: new Date(Expiration) }),
    };
  } catch (cause) {
    throw new Error(`The container credentials endpoint ${uri} failed: ${(cause as Error).message}`, { cause });
  }
}

async function refill(uri: string, environment: Environment, cache: Cache): Promise<Credentials> {
  try {
    cache.found = await ask(uri, environment);
    return cache.found;
  } finally {
    cache.asked = undefined;
  }
}

/**
 * What the endpoint gave, asked again where that is about to expire. Calls that come at once share a question; where it
 * fails, credentials that have not expired go on serving. The relative URI goes before the full one, as in the guide.
 * Rejects with an error that names the endpoint, or what to set where there is none; `half` where one of the keys is set.
 */
export async function fromContainer(environment: Environment, cache: Cache, half: boolean): Promise<Credentials> {
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: full, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative } = environment;
  const uri = relative ? `${ECS}${relative}` : full;
  if (half || !uri) {
    const must = half ? "both or neither" : "them, or run under a role";
    throw new Error(`No credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set ${must}`);
  }
  const { found } = cache;
  const expires = found?.expiration?.getTime() ?? 0;
  if (found && expires - RENEWAL_MS > Date.now()) return found;
  cache.asked ??= refill(uri, environment, cache);
  return cache.asked.catch((error) => {
    if (found && expires > Date.now()) return found;
    throw error;
  });
}
