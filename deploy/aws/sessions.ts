import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Credentials, clientOptions } from "./client-options";
import { type Clock, watchClock } from "./clock";

/** Who credentials belong to. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** A role to assume. */
export interface RoleToAssume {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId?: string;
}

/** STS as one set of credentials sees it, in one region. */
export class Sessions {
  readonly #client: STSClient;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly region: string,
    private readonly clock: Clock,
    credentials?: Credentials,
  ) {
    this.#client = new STSClient(clientOptions(environment, region, credentials));
    watchClock(this.#client, clock);
  }

  async identity(): Promise<Identity> {
    const { Account = "", Arn = "" } = await this.#client.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  }

  /** The keys themselves, for a request that is signed by hand. */
  credentials(): Promise<Credentials> {
    return this.#client.config.credentials();
  }

  /** STS with the credentials of another role. The session lasts 15 minutes, the shortest that AWS allows. */
  async assume({ roleArn, sessionName, externalId }: RoleToAssume): Promise<Sessions> {
    const { Credentials: keys } = await this.#client.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        DurationSeconds: 900,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      }),
    );
    return new Sessions(this.environment, this.region, this.clock, {
      accessKeyId: keys?.AccessKeyId ?? "",
      secretAccessKey: keys?.SecretAccessKey ?? "",
      sessionToken: keys?.SessionToken ?? "",
    });
  }

  close(): void {
    this.#client.destroy();
  }
}
