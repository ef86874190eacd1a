import { Account } from "../../deploy/adopt/account";
import { listening } from "./listening";

/** What is answered to a request: a text, or a status with the name of an error. */
export type Reply = string | readonly [status: number, code: string];

export interface AwsReplies {
  /** An account of eu-central-1 that is asked here. */
  readonly account: Account;
  readonly environment: NodeJS.ProcessEnv;
  /** What was asked, as `service METHOD path?query body`. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export const accountId = "100000000003";

/** Answers requests to any service of AWS, by what a test makes of `service METHOD path?query body`. */
export async function startAwsReplies(reply: (asked: string) => Reply): Promise<AwsReplies> {
  const asked: string[] = [];
  const { url, stop } = await listening(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const service = /Credential=[^,]*\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? "")?.[1];
    const text = `${service} ${request.method} ${request.url} ${Buffer.concat(chunks)}`.trim();
    asked.push(text);
    const answer = reply(text);
    if (typeof answer === "string") return response.end(answer);
    response.writeHead(answer[0], { "x-amzn-errortype": answer[1] }).end("{}");
    return undefined;
  });
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "AKIA",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  return {
    account: new Account({ region: "eu-central-1", accountId }, environment),
    environment,
    asked,
    stop,
  };
}
