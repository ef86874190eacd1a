import { RAMClient } from "@aws-sdk/client-ram";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import type { LocalAwsOptions } from "../../../local/aws/options";
import { type LocalAws, startLocalAws } from "../../../local/aws/start";

/** Accounts of the tests: two of an organization, one below an OU, and one outside. */
export const NETWORK = "111111111111";
export const ORDERS = "222222222222";
export const STOREFRONT = "333333333333";
export const PARTNER = "999999999999";
export const ORGANIZATION_ARN = `arn:aws:organizations::${NETWORK}:organization/o-a1b2c3d4e5`;
export const OU_ARN = `arn:aws:organizations::${NETWORK}:ou/o-a1b2c3d4e5/ou-ab12-prod1234`;

/** Local AWS without moto, with AWS's own clients for every account and a clock that only moves when told to. */
export interface LocalCloud {
  readonly aws: LocalAws;
  lattice(account?: string, maxAttempts?: number): VPCLatticeClient;
  ram(account?: string): RAMClient;
  /** Lets milliseconds pass. */
  pass(milliseconds: number): void;
  stop(): Promise<void>;
}

export async function startLocalCloud(options: LocalAwsOptions = {}): Promise<LocalCloud> {
  let now = Date.parse("2026-01-02T03:04:05Z");
  const aws = await startLocalAws({
    moto: false,
    accounts: {
      [NETWORK]: {},
      [ORDERS]: {},
      [STOREFRONT]: { organizationalUnits: ["ou-ab12-prod1234"] },
      [PARTNER]: { external: true },
    },
    organization: { id: "o-a1b2c3d4e5" },
    clock: () => now,
    ...options,
  });
  const credentials = new Map<string, Awaited<ReturnType<typeof assumeRole>>>();
  for (const account of Object.keys(
    options.accounts ?? { [NETWORK]: {}, [ORDERS]: {}, [STOREFRONT]: {}, [PARTNER]: {} },
  )) {
    credentials.set(account, await assumeRole(aws, account));
  }
  const settings = (account: string, maxAttempts = 1) => ({
    endpoint: aws.url,
    region: "us-east-1",
    maxAttempts,
    credentials: known(credentials, account),
  });
  return {
    aws,
    lattice: (account = NETWORK, maxAttempts) => new VPCLatticeClient(settings(account, maxAttempts)),
    ram: (account = NETWORK) => new RAMClient(settings(account)),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    stop: () => aws.stop(),
  };
}

/** A client of STS with the credentials that local AWS prints. */
export function stsClient(aws: LocalAws): STSClient {
  return new STSClient({
    endpoint: aws.url,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: {
      accessKeyId: aws.environment.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: aws.environment.AWS_SECRET_ACCESS_KEY ?? "",
    },
  });
}

async function assumeRole(aws: LocalAws, account: string) {
  const { Credentials } = await stsClient(aws).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/deploy`, RoleSessionName: "test" }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) {
    throw new Error(`no credentials for account ${key}`);
  }
  return value;
}

/** A member that the API's types leave optional and the API always sends. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("the answer lacks a member");
  }
  return value;
}
