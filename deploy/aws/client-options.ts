import type { STSClientConfig } from "@aws-sdk/client-sts";
import { proxyAgent } from "./proxy";

/** Keys of an AWS session. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * How an STS client is set up so that it does what Terraform's provider does in the same environment: the same endpoint
 * (`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`), the same proxy and, where the environment has keys, those. Other sources
 * of credentials (profiles, SSO, web identity, container, instance) are the SDK's own chain.
 */
export function clientOptions(
  environment: NodeJS.ProcessEnv,
  region: string,
  credentials?: Credentials,
): STSClientConfig {
  const endpoint = environment.AWS_ENDPOINT_URL_STS ?? environment.AWS_ENDPOINT_URL;
  const keys = credentials ?? keysIn(environment);
  const httpsAgent = proxyAgent(environment);
  return {
    region,
    maxAttempts: 3,
    ...(endpoint ? { endpoint } : {}),
    ...(keys ? { credentials: keys } : {}),
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000, ...(httpsAgent ? { httpsAgent } : {}) },
  };
}

/** The keys that the environment names; undefined if they come from elsewhere. */
export function keysIn(environment: NodeJS.ProcessEnv): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const sessionToken = environment.AWS_SESSION_TOKEN;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
