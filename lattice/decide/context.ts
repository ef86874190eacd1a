import type { ServiceNetwork, Vpc } from "../estate/network";
import type { Listener, Service } from "../estate/service";
import type { ContextValue, RequestContext } from "../iam/request";
import { isUnknown, type Unknown, unknown, type Value } from "../value";
import { principalReader } from "./principal-context";
import type { LatticeRequest } from "./request";
import { tagOf } from "./tag-of";

/** The parts of the estate that a request meets on its way to a service. */
export interface Path {
  readonly network: ServiceNetwork;
  readonly service: Service;
  readonly listener: Listener;
  readonly vpc: Vpc | undefined;
}

/** The values by header name in lower case. */
export type Headers = ReadonlyMap<string, readonly string[]>;

const HEADER = "vpc-lattice-svcs:requestheader/";
const QUERY = "vpc-lattice-svcs:requestquerystring/";
const RESOURCE_TAG = "aws:resourcetag/";

/**
 * The condition keys that VPC Lattice sets for a request (VPC Lattice User Guide, "Auth policies"; IAM User Guide,
 * "AWS global condition context keys"). A global key of which no document says whether VPC Lattice sets it is an
 * unknown that may be absent, so that a policy that depends on it is never decided by a guess.
 */
export class LatticeContext implements RequestContext {
  constructor(
    readonly request: LatticeRequest,
    readonly path: Path,
    readonly headers: Headers,
  ) {}

  get(key: string): ContextValue | undefined {
    return readerOf(key)(this);
  }
}

/** Reads one condition key. */
type KeyReader = (context: LatticeContext) => ContextValue | undefined;

const MOST_KNOWN = 10_000;
const known = new Map<string, KeyReader>();

/** How a key is read is worked out once: policies ask for the same few keys at every request. */
function readerOf(key: string): KeyReader {
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = KEYS[key] ?? principalReader(key) ?? familyReader(key);
  known.set(key, made);
  return made;
}

function familyReader(key: string): KeyReader {
  if (key.startsWith(HEADER)) return seen(headerReader(key.slice(HEADER.length)));
  if (key.startsWith(QUERY)) return seen(queryReader(key.slice(QUERY.length)));
  if (key.startsWith(RESOURCE_TAG)) {
    const tag = key.slice(RESOURCE_TAG.length);
    return ({ path }) => tagOf(path.service.tags, tag);
  }
  const open = key.startsWith("aws:") ? undocumented(key, true) : undefined;
  return () => open;
}

/** VPC Lattice does not see into a TLS passthrough connection. */
function seen(reader: KeyReader): KeyReader {
  return (context) => (context.path.listener.protocol === "TLS_PASSTHROUGH" ? undefined : reader(context));
}

const ADDRESS = undocumented("aws:sourceip", false, "the request names no address");
const TIME = "the time of the request";

const KEYS: Readonly<Record<string, KeyReader>> = {
  "vpc-lattice-svcs:port": ({ path: { listener } }) => (isUnknown(listener.port) ? listener.port : `${listener.port}`),
  "vpc-lattice-svcs:requestmethod": seen(({ request }) => request.method),
  "vpc-lattice-svcs:requestpath": seen(({ request }) => request.path),
  "vpc-lattice-svcs:servicearn": ({ path }) => path.service.arn,
  "vpc-lattice-svcs:servicenetworkarn": ({ path }) => path.network.arn,
  "vpc-lattice-svcs:sourcevpc": ({ path }) => path.vpc?.vpcId,
  "vpc-lattice-svcs:sourcevpcowneraccount": ({ path }) => path.vpc?.account,
  "aws:sourceip": ({ request }) => request.source.ip ?? ADDRESS,
  "aws:resourceaccount": ({ path }) => path.service.account,
  "aws:requestedregion": ({ path }) => region(path.service.arn),
  "aws:useragent": seen(headerReader("user-agent")),
  "aws:referer": seen(headerReader("referer")),
  "aws:currenttime": always(undocumented("aws:currenttime", false, TIME)),
  "aws:epochtime": always(undocumented("aws:epochtime", false, TIME)),
};

function always(value: Unknown): KeyReader {
  return () => value;
}

function headerReader(name: string): KeyReader {
  return ({ headers }) => headers.get(name)?.join(",");
}

function queryReader(lowerName: string): KeyReader {
  return ({ request }) => {
    const found = Object.entries(request.query ?? {}).filter(([name]) => name.toLowerCase() === lowerName);
    return found.length > 0 ? found.flatMap(([, values]) => values) : undefined;
  };
}

function region(arn: Value<string>): Value<string> {
  return isUnknown(arn) ? arn : (arn.split(":")[3] ?? "");
}

function undocumented(key: string, optional: boolean, reason = "no document says what VPC Lattice sets here"): Unknown {
  return unknown("string", reason, { file: "request", address: key }, optional);
}
