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

/** What the endpoint last gave, and the question that is under way. */
interface Cache {
  found?: Credentials;
  asked?: Promise<Credentials> | undefined;
}

async function ask(environment: Environment, cache: Cache): Promise<Credentials> {
  try {
    cache.found = await rare().fromContainer(environment);
    return cache.found;
  } finally {
    cache.asked = undefined;
  }
}

/** Calls that come at once share a question; where it fails, credentials that have not expired go on serving. */
async function fromEndpoint(environment: Environment, cache: Cache): Promise<Credentials> {
  if (environment.AWS_ACCESS_KEY_ID || environment.AWS_SECRET_ACCESS_KEY) {
    throw badCredentials("Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither");
  }
  if (!environment.AWS_CONTAINER_CREDENTIALS_FULL_URI && !environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) {
    throw badCredentials("No credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run under a role");
  }
  const { found } = cache;
  const expires = found?.expiration?.getTime() ?? 0;
  if (found && expires - RENEWAL_MS > Date.now()) return found;
  cache.asked ??= ask(environment, cache);
  return cache.asked.catch((error) => {
    if (found && expires > Date.now()) return found;
    throw error;
  });
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

function unusable({ accessKeyId, secretAccessKey, expiration }: Partial<Credentials>): Error {
  const known = accessKeyId && secretAccessKey && expiration;
  const sentence = known
    ? `The credentials expired at ${new Date(known).toISOString()}; renew them`
    : "The credential source gave no access key; it must give accessKeyId and secretAccessKey";
  return badCredentials(sentence);
}

/**
 * Throws a CredentialsError for none and for credentials that have expired: VPC Lattice would refuse even an anonymous
 * caller's request with them.
 */
export const checkCredentials = ((credentials: Credentials | undefined): Credentials => {
  const expired = credentials?.expiration && +new Date(credentials.expiration) <= Date.now();
  if (!credentials?.accessKeyId || !credentials.secretAccessKey || expired) throw unusable({ ...credentials });
  return credentials;
}) satisfies Eager;
