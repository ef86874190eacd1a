/** What the compiler refuses in the parts of a declaration. Never run, as `references.ts` says. */
import { alb, definePlatform, instance, ip, lambda, localState, newVpc, s3State } from "../../../declaration";
import type {
  Action,
  HeaderMatch,
  Listener,
  Match,
  Method,
  Network,
  PathMatch,
  Route,
} from "../../../declaration/types";

const server = { vpcId: "vpc-0a1b2c3d", port: 80 };

export const methods: Method[] = [
  "GET",
  // @ts-expect-error a method in lower case
  "post",
];

export const paths: PathMatch[] = [
  { exact: "/" },
  { prefix: "/" },
  // @ts-expect-error a path that is exact and a prefix
  { exact: "/", prefix: "/" },
  // @ts-expect-error a path that is neither
  {},
];

export const headers: HeaderMatch[] = [
  { name: "accept", contains: "text" },
  // @ts-expect-error a header without a value
  { name: "accept" },
  // @ts-expect-error a header with two values
  { name: "accept", exact: "a", prefix: "b" },
];

export const matches: Match[] = [
  { method: "GET", path: { exact: "/" }, headers },
  // @ts-expect-error VPC Lattice does not match the query
  { query: { page: "1" } },
];

export const actions: Action<"api">[] = [
  { forward: "api" },
  { forward: { api: 1 } },
  { fixedResponse: 500 },
  // @ts-expect-error VPC Lattice answers 404 or 500
  { fixedResponse: 403 },
  // @ts-expect-error forward and answer
  { forward: "api", fixedResponse: 404 },
  // @ts-expect-error neither
  {},
  // @ts-expect-error a weight as text
  { forward: { api: "90" } },
];

export const routes: Route<"api">[] = [
  { priority: 1, match: {}, forward: "api" },
  // @ts-expect-error a route without a priority
  { match: {}, forward: "api" },
];

export const listeners: Listener[] = [
  { protocol: "HTTPS", port: 443 },
  // @ts-expect-error TLS passthrough
  { protocol: "TLS_PASSTHROUGH" },
];

export const networks: Network[] = [
  { account: "network", accessLogs: false },
  { account: "network", accessLogs: { s3: {} } },
  // @ts-expect-error access logs are described or off
  { account: "network", accessLogs: true },
];

lambda({ entry: "handler.ts", architecture: "arm64" });
// @ts-expect-error an architecture that Lambda does not have
lambda({ entry: "handler.ts", architecture: "arm" });
// @ts-expect-error a Lambda target has no port
lambda({ entry: "handler.ts", port: 443 });
// @ts-expect-error a Lambda target has no health check
lambda({ entry: "handler.ts", healthCheck: {} });
// @ts-expect-error a function without its file
lambda({});

ip({ ...server, healthCheck: { path: "/" } });
instance({ ...server, instanceIds: [] });
// @ts-expect-error an ALB target has no health check
alb({ ...server, arn: "arn", healthCheck: {} });
// @ts-expect-error targets without a VPC
ip({ port: 80 });
// @ts-expect-error a protocol version that VPC Lattice does not have
ip({ ...server, protocolVersion: "HTTP3" });

// @ts-expect-error a VPC without a range
newVpc({ zones: 2 });
// @ts-expect-error a bucket without its region
s3State({ bucket: "state" });
localState();

// @ts-expect-error a declaration without a state
definePlatform({ name: "acme", region: "us-east-1", accounts: {}, networks: {}, services: {}, consumers: {} });
