import type { LocalAws } from "../../../../local/aws/start";
import type { Case } from "./cases";
import type { Model } from "./model";

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Sends an input where the model says that its members belong, which SDKs would not do with one that is wrong.
 * Undefined for what HTTP cannot say: an empty label of the path.
 */
export async function send(
  aws: LocalAws,
  service: string,
  { operations, shapes }: Model,
  operation: string,
  input: Case["input"],
): Promise<Answer | undefined> {
  const { method, uri, input: name } = operations[operation] ?? { method: "", uri: "", input: "" };
  const query = new URLSearchParams();
  const body: Record<string, unknown> = {};
  let path = uri;
  for (const [member, shape] of Object.entries(shapes[name]?.members ?? {})) {
    const value = input[member];
    if (shape.endsWith(" uri")) {
      if (value === undefined || value === "") return undefined;
      path = path.replace(`{${member}}`, encodeURIComponent(String(value)));
    } else if (shape.endsWith(" querystring")) {
      for (const each of value === undefined ? [] : [value].flat()) query.append(member, String(each));
    } else if (value !== undefined) {
      body[member] = value;
    }
  }
  const credential = `${aws.environment.AWS_ACCESS_KEY_ID}/20260102/us-east-1/${service}/aws4_request`;
  const response = await fetch(`${aws.url}${path}?${query}`, {
    method,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}` },
    ...(method === "GET" || method === "DELETE" ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const code = response.headers.get("x-amzn-errortype") ?? undefined;
  return { status: response.status, code, body: text === "" ? {} : JSON.parse(text) };
}
