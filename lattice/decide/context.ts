import type { ServiceNetwork, Vpc } from "../estate/network";
import type { Listener, Service } from "../estate/service";
import type { ContextValue, RequestContext } from "../iam/request";
import { isUnknown, type Unknown, unknown, type Value } from "../value";
import type { LatticeRequest, SignedCaller } from "./request";

/** The parts of the estate that a request meets on its way to a service. */
export interface Path {
  readonly network: ServiceNetwork;
  readonly service: Service;
  readonly listener: Listener;
  readonly vpc: Vpc | undefined;
}

const HEADER = "vpc-lattice-svcs:requestheader/";
const QUERY = "vpc-lattice-svcs:requestquerystring/";
const PRINCIPAL_TAG = "aws:principaltag/";
const RESOURCE_TAG = "aws:resourcetag/";

/**
 * The condition keys that VPC Lattice sets for a request (VPC Lattice User Guide, "Auth policies"; IAM User Guide,
 * "AWS global condition context keys"). A global key of which no document says whether VPC Lattice sets it is an
 * unknown that may be absent, so that a policy that depends on it is never decided by a guess.
 */
export function latticeContext(request: LatticeRequest, path: Path, headers: Headers): RequestContext {
  return { get: (key) => lookUp(key, request, path, headers) };
}

/** The values by header name in lower case. */
export type Headers = ReadonlyMap<string, readonly string[]>;

function lookUp(key: string, request: LatticeRequest, path: Path, headers: Headers): ContextValue | undefined {
  if (key.startsWith("vpc-lattice-svcs:")) return latticeKey(key, request, path, headers);
  if (key.startsWith(RESOURCE_TAG)) return tag(path.service.tags, key.slice(RESOURCE_TAG.length));
  const { caller } = request;
  if (caller.kind === "role" && key.startsWith("aws:principal")) return principalKey(key, caller);
  switch (key) {
    case "aws:principaltype":
      return caller.kind === "role" ? "AssumedRole" : "Anonymous";
    case "aws:userid":
      return caller.kind === "role" ? undocumented(key, false) : "anonymous";
    case "aws:username":
      return undefined;
    case "aws:sourceip":
      return request.source.ip ?? undocumented(key, false, "the request names no address");
    case "aws:resourceaccount":
      return path.service.account;
    case "aws:requestedregion":
      return region(path.service.arn);
    case "aws:useragent":
      return headers.get("user-agent")?.[0];
    case "aws:referer":
      return headers.get("referer")?.[0];
    case "aws:currenttime":
    case "aws:epochtime":
      return undocumented(key, false, "the time of the request");
    default:
      return key.startsWith("aws:principal") ? undefined : key.startsWith("aws:") ? undocumented(key, true) : undefined;
  }
}

function latticeKey(key: string, request: LatticeRequest, path: Path, headers: Headers): ContextValue | undefined {
  switch (key) {
    case "vpc-lattice-svcs:port":
      return isUnknown(path.listener.port) ? path.listener.port : String(path.listener.port);
    case "vpc-lattice-svcs:requestmethod":
      return isEncrypted(path) ? undefined : request.method;
    case "vpc-lattice-svcs:requestpath":
      return isEncrypted(path) ? undefined : request.path;
    case "vpc-lattice-svcs:servicearn":
      return path.service.arn;
    case "vpc-lattice-svcs:servicenetworkarn":
      return path.network.arn;
    case "vpc-lattice-svcs:sourcevpc":
      return path.vpc?.vpcId;
    case "vpc-lattice-svcs:sourcevpcowneraccount":
      return path.vpc?.account;
  }
  if (isEncrypted(path)) return undefined;
  if (key.startsWith(HEADER)) return headers.get(key.slice(HEADER.length))?.join(",");
  return key.startsWith(QUERY) ? queryValues(request, key.slice(QUERY.length)) : undefined;
}

/** VPC Lattice does not see into a TLS passthrough connection. */
function isEncrypted(path: Path): boolean {
  return path.listener.protocol === "TLS_PASSTHROUGH";
}

function principalKey(key: string, caller: SignedCaller): ContextValue | undefined {
  if (key.startsWith(PRINCIPAL_TAG)) return tag(caller.tags, key.slice(PRINCIPAL_TAG.length));
  const { organization } = caller;
  switch (key) {
    case "aws:principalarn":
      return caller.arn;
    case "aws:principalaccount":
      return caller.account;
    case "aws:principaltype":
      return "AssumedRole";
    case "aws:principalisawsservice":
      return "false";
    case "aws:principalorgid":
      return isUnknown(organization) ? organization : organization?.id;
    case "aws:principalorgpaths":
      return organization === undefined ? undefined : [isUnknown(organization) ? organization : organization.path];
    default:
      return undefined;
  }
}

/** Names of condition keys are not case-sensitive, the part with the tag's key included. */
function tag(tags: Readonly<Record<string, Value<string>>>, lowerKey: string): Value<string> | undefined {
  for (const key of Object.keys(tags)) if (key.toLowerCase() === lowerKey) return tags[key];
  return undefined;
}

function queryValues(request: LatticeRequest, lowerKey: string): readonly string[] | undefined {
  const found = Object.entries(request.query ?? {}).filter(([key]) => key.toLowerCase() === lowerKey);
  return found.length > 0 ? found.flatMap(([, values]) => values) : undefined;
}

function region(arn: Value<string>): Value<string> {
  return isUnknown(arn) ? arn : (arn.split(":")[3] ?? "");
}

function undocumented(key: string, optional: boolean, reason = "no document says what VPC Lattice sets here"): Unknown {
  return unknown("string", reason, { file: "request", address: key }, optional);
}
