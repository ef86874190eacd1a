import type { ContextValue } from "../../../lattice/iam/request";
import { matchOperation, type Operation, parseBody } from "../../../local/aws/http/rest-api";
import { latticeOperations } from "../../../local/aws/lattice/service";
import { ramOperations } from "../../../local/aws/ram/service";
import type { Recorded } from "./recorder";

/** What IAM is asked before a call takes effect. */
export interface Asked {
  readonly account: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, ContextValue>>;
}

type Tags = Readonly<Record<string, string>>;

/** Knows the resources that earlier calls made, by id and by ARN, and their tags. */
export class Asking {
  readonly #arns = new Map<string, string>();
  readonly #tags = new Map<string, Tags>();

  /** The questions of one call, as the Service Authorization Reference has them; none for a service that is not told here. */
  of(call: Recorded): Asked[] {
    const { service } = call.request.scope ?? { service: "" };
    if (service === "vpc-lattice") return this.lattice(call);
    if (service === "ram") return this.ram(call);
    return service === "lambda" ? this.lambda(call) : [];
  }

  private lattice(call: Recorded): Asked[] {
    const { name, labels, body, output } = matched(latticeOperations, call);
    const tags = (body.tags ?? {}) as Tags;
    const named = this.arn(Object.values(labels).at(-1));
    const made = name.startsWith("Create") && typeof output.arn === "string" ? output.arn : undefined;
    const others = [body.serviceIdentifier, body.serviceNetworkIdentifier, body.resourceIdentifier];
    const about = made
      ? [made, ...others.flatMap((id) => (typeof id === "string" ? [this.arn(id)] : []))]
      : [name === "ListTagsForResource" ? "*" : named];
    const context = {
      ...requestTags(tags),
      ...(body.authType ? { "vpc-lattice:AuthType": String(body.authType) } : {}),
    };
    const asked = about.map((arn) => this.asked(call, `vpc-lattice:${name}`, arn, context));
    if (made === undefined) {
      if (name === "TagResource") this.#tags.set(named, { ...this.#tags.get(named), ...tags });
      return asked;
    }
    const tagging = { ...context, "vpc-lattice:CreateAction": name };
    asked.push(this.asked(call, "vpc-lattice:TagResource", made, tagging));
    this.made(made, tags);
    return asked;
  }

  /** AWS RAM asks for every resource and every principal by itself. */
  private ram(call: Recorded): Asked[] {
    const { name, query, body, output } = matched(ramOperations, call);
    const tags = Object.fromEntries(((body.tags ?? []) as { key: string; value: string }[]).map(pair));
    const external = body.allowExternalPrincipals;
    const context = {
      ...requestTags(tags),
      ...(external === undefined ? {} : { "ram:RequestedAllowsExternalPrincipals": String(external) }),
      ...(name === "AcceptResourceShareInvitation" ? { "ram:ShareOwnerAccountId": sender(output) } : {}),
    };
    const changes = !/^(Get|List|Create)/.test(name);
    const arn = String(body.resourceShareArn ?? query.get("resourceShareArn") ?? body.resourceShareInvitationArn ?? "");
    const share = changes ? arn : "*";
    const made = (output.resourceShare as { resourceShareArn?: string } | undefined)?.resourceShareArn;
    if (name === "CreateResourceShare" && made) this.made(made, tags);
    const resources = ((changes && body.resourceArns) || []) as string[];
    const principals = ((changes && body.principals) || []) as string[];
    const type = { "ram:RequestedResourceType": "vpc-lattice:ServiceNetwork" };
    const policy = name === "AssociateResourceShare" ? "PutResourcePolicy" : "DeleteResourcePolicy";
    return [
      this.asked(call, `ram:${name}`, share, context),
      ...principals.map((each) => this.asked(call, `ram:${name}`, share, { ...context, "ram:Principal": each })),
      ...resources.flatMap((each) => [
        this.asked(call, `ram:${name}`, share, { ...context, ...type, "ram:ResourceArn": each }),
        this.asked(call, `vpc-lattice:${policy}`, each, {}),
      ]),
    ];
  }

  private lambda(call: Recorded): Asked[] {
    const { method, path, query, body, scope } = call.request;
    const [, name, statement] = /\/functions\/([^/]+)\/policy(?:\/(.+))?$/.exec(decodeURIComponent(path)) ?? [];
    if (name === undefined || method === "GET") return [];
    const function_ = name.startsWith("arn:")
      ? name
      : `arn:aws:lambda:${scope?.region}:${call.account}:function:${name}`;
    const arn = query.has("Qualifier") ? `${function_}:${query.get("Qualifier")}` : function_;
    const principal = statement === undefined ? JSON.parse(body.toString()).Principal : "vpc-lattice.amazonaws.com";
    const action = statement === undefined ? "lambda:AddPermission" : "lambda:RemovePermission";
    return [this.asked(call, action, arn, { "lambda:Principal": principal })];
  }

  private made(arn: string, tags: Tags): void {
    this.#arns.set(arn.split("/").at(-1) ?? "", arn);
    this.#tags.set(arn, tags);
  }

  private arn(id = ""): string {
    return id.startsWith("arn:") ? id : (this.#arns.get(id) ?? `unknown ${id}`);
  }

  /** Tags of another account's resources are not seen. */
  private asked({ account, request }: Recorded, action: string, resource: string, context: Asked["context"]): Asked {
    const tags = resource.split(":")[4] === account ? (this.#tags.get(resource) ?? {}) : {};
    const made = resource !== "*" && /:Create/.test(action) && context !== undefined && !this.#tags.has(resource);
    const own = made
      ? {}
      : Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
    return {
      account,
      action,
      resource,
      context: { "aws:RequestedRegion": request.scope?.region ?? "", ...own, ...context },
    };
  }
}

function matched<World>(operations: readonly Operation<World>[], { request, answer }: Recorded) {
  const match = matchOperation(operations, request);
  if (match === undefined) throw new Error(`${request.method} ${request.path} is no operation`);
  const body = parseBody(request.body) as Record<string, unknown>;
  const output = (answer.startsWith("{") ? JSON.parse(answer) : {}) as Record<string, unknown>;
  return { name: match.operation.name, labels: match.labels, query: request.query, body, output };
}

function requestTags(tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]));
}

function pair({ key, value }: { readonly key: string; readonly value: string }): [string, string] {
  return [key, value];
}

function sender(output: Record<string, unknown>): string {
  return (output.resourceShareInvitation as { senderAccountId?: string } | undefined)?.senderAccountId ?? "";
}
