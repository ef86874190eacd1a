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

interface Known {
  readonly identity: Identity;
  readonly expiration?: Date;
}

/** The access keys that exist, and whose they are: how accounts are told apart. */
export class Credentials {
  readonly #known = new Map<string, Known>();

  constructor(private readonly now: () => number) {}

  /** A long-term key, as of an IAM user. */
  add(accessKeyId: string, identity: Identity): void {
    this.#known.set(accessKeyId, { identity });
  }

  /** A session's key, as AssumeRole hands out. */
  issue(identity: Identity, expiration: Date): IssuedCredentials {
    const accessKeyId = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
    this.#known.set(accessKeyId, { identity, expiration });
    return {
      accessKeyId,
      secretAccessKey: randomBytes(30).toString("base64url"),
      sessionToken: randomBytes(96).toString("base64url"),
      expiration,
    };
  }

  /** Whose key this is; `expired` for a session's after its time; undefined for one that was never handed out. */
  find(accessKeyId: string): Identity | "expired" | undefined {
    const known = this.#known.get(accessKeyId);
    return known?.expiration !== undefined && known.expiration.getTime() <= this.now() ? "expired" : known?.identity;
  }
}
