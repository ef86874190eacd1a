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

/** Variables by name, `process.env` for one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Loaded where there is such an endpoint, which most functions have not. */
const container = () => require("./container-credentials") as typeof import("./container-credentials");

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
    cached = cached && fresh ? cached : await container().fromContainer(environment);
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
