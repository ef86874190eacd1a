import type { Eager } from "../eager";
import { badCredentials, rare } from "./lazy";

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

/** Endpoint credentials are fetched again five minutes before they expire. */
const RENEWAL_MS = 5 * 60 * 1000;

interface Cache {
  found?: Credentials;
}

async function fromEndpoint(environment: Environment, cache: Cache): Promise<Credentials> {
  if (environment.AWS_ACCESS_KEY_ID || environment.AWS_SECRET_ACCESS_KEY) {
    throw badCredentials("Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither");
  }
  if (!environment.AWS_CONTAINER_CREDENTIALS_FULL_URI && !environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) {
    throw badCredentials("No credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role");
  }
  const { found } = cache;
  if (found && (found.expiration?.getTime() ?? 0) - RENEWAL_MS > Date.now()) return found;
  const fresh = await rare().fromContainer(environment);
  cache.found = fresh;
  return fresh;
}

/**
 * Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, as Lambda sets them, else
 * from the container endpoint that ECS, EKS and SnapStart functions have. Read at each call. Rejects with a
 * CredentialsError that names what is missing.
 */
export const defaultCredentials = ((environment: Environment = process.env): CredentialSource => {
  const cache: Cache = {};
  return () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    if (!accessKeyId || !secretAccessKey) return fromEndpoint(environment, cache);
    const sessionToken = environment.AWS_SESSION_TOKEN;
    return sessionToken ? { accessKeyId, secretAccessKey, sessionToken } : { accessKeyId, secretAccessKey };
  };
}) satisfies Eager;

function unusable({ accessKeyId, secretAccessKey, expiration }: Credentials): Error {
  const known = accessKeyId && secretAccessKey && expiration;
  const sentence = known
    ? `The credentials expired at ${known.toISOString()}; renew them`
    : "The credential source gave no access key; it must give accessKeyId and secretAccessKey";
  return badCredentials(sentence);
}

/** Throws a CredentialsError for credentials that have expired: VPC Lattice would refuse even an anonymous caller's request with them. */
export const checkCredentials = ((credentials: Credentials): Credentials => {
  const { accessKeyId, secretAccessKey, expiration } = credentials;
  const expired = expiration && expiration.getTime() <= Date.now();
  if (!accessKeyId || !secretAccessKey || expired) throw unusable(credentials);
  return credentials;
}) satisfies Eager;
