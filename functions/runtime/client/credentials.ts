import type { Eager } from "../eager";
import { CredentialsError } from "./errors";
import { container } from "./lazy";

/** What a request is signed with. `expiration` is known for credentials of a container endpoint. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Called for every attempt, so that rotated credentials are used at once. */
export type CredentialSource = () => Credentials | Promise<Credentials>;

/** Variables by name, `process.env` for one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the container endpoint last gave, and the question that is under way. */
export interface Cache {
  found?: Credentials;
  asked?: Promise<Credentials> | undefined;
}

async function askContainer(environment: Environment, cache: Cache, half: boolean): Promise<Credentials> {
  try {
    return await container().fromContainer(environment, cache, half);
  } catch (error) {
    const { message, cause = error } = error as Error;
    throw new CredentialsError(message, { cause });
  }
}

const find = function (environment: Environment, cache: Cache): Credentials | Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    return askContainer(environment, cache, !!(accessKeyId || secretAccessKey));
  }
  const sessionToken = environment.AWS_SESSION_TOKEN;
  return sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey };
} satisfies Eager;

/**
 * Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, as Lambda sets them, else
 * from the container endpoint that ECS, EKS and SnapStart functions have. Read at each call. Rejects with a
 * CredentialsError that names what is missing.
 */
export const defaultCredentials = function (environment: Environment = process.env): CredentialSource {
  return find.bind(null, environment, {});
} satisfies Eager;

function unusable({ accessKeyId, secretAccessKey, expiration }: Partial<Credentials>): Error {
  const known = accessKeyId && secretAccessKey && expiration;
  return new CredentialsError(
    known
      ? `The credentials expired at ${new Date(known).toISOString()}; renew them`
      : "The credential source gave no accessKeyId or no secretAccessKey; it must give both",
  );
}

/**
 * Throws a CredentialsError for none and for credentials that have expired: VPC Lattice would refuse even an anonymous
 * caller's request with them.
 */
export const checkCredentials = function (credentials: Credentials | undefined): Credentials {
  const expired = credentials?.expiration && +new Date(credentials.expiration) <= Date.now();
  if (!credentials?.accessKeyId || !credentials.secretAccessKey || expired) throw unusable({ ...credentials });
  return credentials;
} satisfies Eager;
