import { randomBytes } from "node:crypto";

/** Whose credentials a request is signed with. */
export interface Identity {
  readonly account: string;
  /** `arn:aws:iam::<account>:user/…` or `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
  readonly userId: string;
}

/** An access key and what belongs to it, in the words of STS. */
export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** The access keys that exist, and whose they are: how accounts are told apart. */
export class Credentials {
  readonly #identities = new Map<string, Identity>();

  /** A long-term key, as of an IAM user. */
  add(accessKeyId: string, identity: Identity): void {
    this.#identities.set(accessKeyId, identity);
  }

  /** A session's key, as AssumeRole hands out. */
  issue(identity: Identity, expiration: Date): IssuedCredentials {
    const accessKeyId = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
    this.#identities.set(accessKeyId, identity);
    return {
      accessKeyId,
      secretAccessKey: randomBytes(30).toString("base64url"),
      sessionToken: randomBytes(96).toString("base64url"),
      expiration,
    };
  }

  find(accessKeyId: string): Identity | undefined {
    return this.#identities.get(accessKeyId);
  }
}
