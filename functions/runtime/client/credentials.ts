import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { CredentialsError } from "./errors";

/** What a request is signed with. `expiration` is known for credentials of a container endpoint. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Called for every attempt, so that rotated credentials are used at once. */
export type CredentialSource = () => Credentials | Promise<Credentials>;

type Environment = Readonly<Record<string, string | undefined>>;

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

async function fromContainer(environment: Environment): Promise<Credentials> {
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

/** Endpoint credentials are fetched again five minutes before they expire. */
const RENEWAL_MS = 5 * 60 * 1000;

/**
 * Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, as Lambda sets them, else
 * from the container endpoint that ECS, EKS and SnapStart functions have. Read at each call. Throws a
 * CredentialsError that names what is missing.
 */
export function defaultCredentials(environment: Environment = process.env): CredentialSource {
  let cached: Credentials | undefined;
  return async () => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: token,
    } = environment;
    if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey, ...(token && { sessionToken: token }) };
    if (accessKeyId || secretAccessKey) {
      throw new CredentialsError("Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither");
    }
    if (!environment.AWS_CONTAINER_CREDENTIALS_FULL_URI && !environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) {
      throw new CredentialsError(
        "No credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role",
      );
    }
    const fresh = (cached?.expiration?.getTime() ?? 0) - RENEWAL_MS > Date.now();
    cached = cached && fresh ? cached : await fromContainer(environment);
    return cached;
  };
}

/** Throws a CredentialsError for credentials that have expired: VPC Lattice would refuse even an anonymous caller's request with them. */
export function checkCredentials(credentials: Credentials): Credentials {
  if (!credentials.accessKeyId || !credentials.secretAccessKey) {
    throw new CredentialsError(
      "The credential source gave no access key; it must give accessKeyId and secretAccessKey",
    );
  }
  if (credentials.expiration && credentials.expiration.getTime() <= Date.now()) {
    throw new CredentialsError(`The credentials expired at ${credentials.expiration.toISOString()}; renew them`);
  }
  return credentials;
}
