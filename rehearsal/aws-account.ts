import { randomUUID } from "node:crypto";
import { Clock } from "../deploy/aws/clock";
import { Sessions } from "../deploy/aws/sessions";
import type { LocalAws } from "../local/aws/start";

/** Sends a request to one service of an account, and returns the answer's text. */
export type Send = (service: string, region: string, request: AccountRequest) => Promise<string>;

export interface AccountRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * An account of local AWS, as whoever works there sees it. Requests name their account by its access key, as in AWS, but
 * are not signed: local AWS does not verify signatures.
 */
export async function accountOf(aws: LocalAws, accountId: string): Promise<Send> {
  const caller = new Sessions(aws.environment, "us-east-1", new Clock());
  const roleArn = `arn:aws:iam::${accountId}:role/owner-${randomUUID().slice(0, 8)}`;
  const session = await caller.assume({ roleArn, sessionName: "rehearsal" });
  const { accessKeyId } = await session.credentials();
  session.close();
  caller.close();
  return async (service, region, { method = "POST", path = "/", headers = {}, body }) => {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = `${accessKeyId}/${date.slice(0, 8)}/${region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const answer = await fetch(aws.url + path, {
      method,
      headers: { "x-amz-date": date, authorization, ...headers },
      body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${service} of ${accountId} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text;
  };
}

/** A request of the query protocol (EC2, IAM, Elastic Load Balancing). */
export function query(version: string, parameters: Readonly<Record<string, string>>): AccountRequest {
  return {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ Version: version, ...parameters }).toString(),
  };
}
