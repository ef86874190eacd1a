import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Credentials } from "../aws/client-options";
import { endpointOf, type Service } from "../aws/endpoint";
import { s3Request } from "../aws/s3-request";
import { type Answer, type SignedRequest, sendSigned } from "../aws/signed-request";
import { xmlValues } from "../aws/xml";
import { credentialsFor, type ProviderPlace } from "./provider";

/** AWS did not say what was asked. */
export class LookupError extends Error {
  override readonly name = "LookupError";
}

type Query = Readonly<Record<string, string>>;

const listing = z.object({ items: z.array(z.record(z.string(), z.unknown())), nextToken: z.string().optional() });
const code = z.object({ __type: z.string().optional(), code: z.string().optional() });

const attempts = 4;

/** An account and region, asked with the rights of its deploy role. Nothing is changed but by {@link Account.ec2}. */
export class Account {
  #credentials: Promise<Credentials> | undefined;

  constructor(
    readonly place: ProviderPlace,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** All items of a List operation of VPC Lattice. @throws LookupError */
  async lattice(path: string, query: Query = {}): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let nextToken: string | undefined;
    do {
      const token: Query = nextToken === undefined ? {} : { nextToken };
      const answer = await this.ask("vpc-lattice", { method: "GET", path, query: { ...query, ...token } });
      const page = listing.parse(JSON.parse(answer.body.toString()));
      items.push(...page.items);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return items;
  }

  /** An operation of RAM, as JSON. @throws LookupError */
  async ram(path: string, body: object): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const answer = await this.ask("ram", { method: "POST", path, headers, body: JSON.stringify(body) });
    return JSON.parse(answer.body.toString());
  }

  /** An action of EC2, as XML; filters are lists of values by name. @throws LookupError */
  async ec2(
    action: string,
    filters: Readonly<Record<string, readonly string[]>>,
    parameters: Query = {},
  ): Promise<string> {
    const filtered = Object.entries(filters).flatMap(([name, values], index) => [
      [`Filter.${index + 1}.Name`, name],
      ...values.map((value, at) => [`Filter.${index + 1}.Value.${at + 1}`, value]),
    ]);
    const form = { Action: action, Version: "2016-11-15", ...Object.fromEntries(filtered), ...parameters };
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    const body = new URLSearchParams(form).toString();
    return (await this.ask("ec2", { method: "POST", path: "/", headers, body })).body.toString();
  }

  /** An operation of Route 53 that only reads, as XML. @throws LookupError */
  async route53(path: string, query: Query = {}): Promise<string> {
    return (await this.ask("route53", { method: "GET", path: `/2013-04-01${path}`, query })).body.toString();
  }

  /** Names of the account's buckets that begin so. @throws LookupError */
  async buckets(prefix: string): Promise<string[]> {
    const { region } = this.place;
    const { environment } = this;
    const answer = await this.tried("s3", async () =>
      s3Request({ method: "GET", query: { prefix }, region, credentials: await this.credentials(), environment }),
    );
    return xmlValues(answer.body.toString(), "Name").filter((name) => name.startsWith(prefix));
  }

  private async ask(
    service: Exclude<Service, "s3">,
    request: Pick<SignedRequest, "method" | "path" | "query" | "headers" | "body">,
  ): Promise<Answer> {
    const at = endpointOf(service, this.place.region, this.environment);
    return this.tried(service, async () =>
      sendSigned({ ...request, ...at, service, credentials: await this.credentials() }),
    );
  }

  /** Throttling and failures on AWS's side pass by themselves. */
  private async tried(service: string, send: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send().catch((error: unknown) => {
        throw new LookupError(`${service} was not reached: ${error instanceof Error ? error.message : String(error)}`);
      });
      if (answer.status < 300) return answer;
      const passes = answer.status === 429 || answer.status >= 500 || /Throttl|RequestLimit/.test(errorCode(answer));
      if (!passes || attempt === attempts)
        throw new LookupError(`${service} answered ${answer.status} ${errorCode(answer)}`.trim());
      await wait(500 * 2 ** attempt);
    }
  }

  private credentials(): Promise<Credentials> {
    this.#credentials ??= credentialsFor(this.place, this.environment);
    return this.#credentials;
  }
}

function errorCode({ headers, body }: Answer): string {
  const named = headers["x-amzn-errortype"];
  if (typeof named === "string") return named.split(":")[0] ?? named;
  const text = body.toString();
  if (!text.startsWith("{")) return xmlValues(text, "Code")[0] ?? "";
  const { __type: type, code: said } = code.safeParse(JSON.parse(text)).data ?? {};
  return (type ?? said ?? "").split("#").at(-1) ?? "";
}
