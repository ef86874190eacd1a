import { readFile } from "node:fs/promises";
import { get } from "node:http";
import type { Credentials, Environment } from "./credentials";
import { CredentialsError } from "./errors";

/** ECS's fixed address for `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` (AWS SDKs guide, "Container credential provider"). */
const ECS = "http://169.254.170.2";

function fetchJson(url: string, authorization: string | undefined): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const headers = authorization ? { authorization } : {};
    const request = get(url, { headers, timeout: 1000 }, async (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        try {
          if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on("timeout", () => request.destroy(new Error("no answer within 1 s")));
    request.on("error", reject);
  });
}

/** Asks the endpoint once. Throws a CredentialsError that names it. */
export async function fromContainer(environment: Environment): Promise<Credentials> {
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: full, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative } = environment;
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const url = full ?? `${ECS}${relative}`;
  try {
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
    throw new CredentialsError(`The container credentials endpoint ${url} failed: ${(cause as Error).message}`, {
      cause,
    });
  }
}
