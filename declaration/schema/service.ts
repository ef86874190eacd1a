import { z } from "zod";
import { expected } from "../mistake";
import { accessLogsSchema } from "./access-logs";
import { arns } from "./arns";
import { object } from "./object";
import { actionSchema, methods, routeSchema } from "./route";
import { targetSchema } from "./target";
import { andThen, ids, keyOf, list, mapOf, port, someOf, tags, text, wholeNumber } from "./values";

const listener = object({
  protocol: z.enum(
    ["HTTPS", "HTTP"],
    expected(
      "HTTPS or HTTP",
      "VPC Lattice API, ListenerProtocol; TLS passthrough takes no Lambda target and no signed request",
    ),
  ),
  port: port.optional(),
}).transform(({ protocol, port }) => ({ protocol, port: port ?? (protocol === "HTTPS" ? 443 : 80) }));

const grantPath = andThen(
  text(
    /^\/[a-zA-Z0-9@:%_+.~&/=-]*\*?$/,
    'a path beginning with /, with * only as "/*" at the end',
    "a wildcard inside a path lets more through than it shows; ? and $ have a meaning in IAM policies",
  ),
  (path) => !path.endsWith("*") || path.endsWith("/*"),
  'a path, or everything below one as in "/orders/*"; write "/orders" and "/orders/*" for both',
  '"/orders*" would also let "/orders-internal" through',
);

const caller = z.string(expected('a caller: "consumer.caller", "service.target" or "anonymous"'));
const grantedMethods = expected(
  `["*"], or a list of ${methods.join(", ")}`,
  "VPC Lattice compares methods exactly, upper and lower case apart",
);

const anyMethod = z.tuple([z.literal("*")]);

const grant = object({
  to: z.union([caller, someOf(caller, "callers")], expected("a caller, or a list of callers")),
  methods: z.union(
    [anyMethod, someOf(z.enum(methods, grantedMethods), "methods", '["*"] for every method')],
    grantedMethods,
  ),
  paths: someOf(grantPath, 'paths, ["/*"] for every path'),
}).transform(({ to, methods, paths }) => ({
  to: unique(typeof to === "string" ? [to] : to),
  /** Empty means every method. */
  methods: unique<string>(methods.filter((method) => method !== "*")),
  paths: unique(paths),
}));

const domain = object(
  {
    name: text(
      /^(?=.{3,255}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
      "a fully qualified domain name of 3 to 255 characters in lower case, in labels of at most 63, without a wildcard",
      "VPC Lattice API, ServiceCustomDomainName",
    ),
    certificateArn: arns.certificate,
    hostedZoneId: ids.hostedZone.optional(),
  },
  { certificate: "certificateArn, the ARN of an ACM certificate in the service's account and region" },
);

export const alarmsSchema = z
  .union(
    [
      z.boolean(),
      object({
        topicArns: list(arns.topic, "SNS topics by ARN")
          .refine(
            (topics) => topics.length <= 5,
            expected("at most five topics: let one of them pass it on", "CloudWatch API, PutMetricAlarm.AlarmActions"),
          )
          .default([]),
        serverErrors: wholeNumber(1, 1_000_000, "answers").default(5),
        latencyP99: wholeNumber(1, 900_000, "milliseconds").default(3000),
      }),
    ],
    expected("true, false, or an object with topicArns, serverErrors and latencyP99"),
  )
  .transform((alarms) => (alarms === true ? { topicArns: [], serverErrors: 5, latencyP99: 3000 } : alarms));

export const serviceSchema = object(
  {
    account: keyOf("an account", "accounts"),
    network: keyOf("a network", "networks"),
    targets: mapOf(targetSchema, "targets by key"),
    listeners: z
      .array(listener, expected("a list of listeners"))
      .min(1, expected("at least one listener, or leave it out for HTTPS on 443"))
      .prefault([{ protocol: "HTTPS" as const }]),
    routes: z.array(routeSchema, expected("a list of routes")),
    defaultAction: actionSchema.prefault({ fixedResponse: 404 }),
    grants: z.array(grant, expected("a list of grants; [] lets nobody in")),
    domain: domain.optional(),
    accessLogs: accessLogsSchema.default(false),
    alarms: alarmsSchema.optional(),
    tags,
  },
  {
    idleTimeoutSeconds:
      "no idle timeout: AWS provider 5.100 has none, so VPC Lattice keeps its default of 60 s (VPC Lattice API, CreateService.idleTimeoutSeconds)",
    authType: "no auth type: every service of Trellis is AWS_IAM, and its policy comes from its grants",
    customDomainName: "domain: { name, certificateArn } instead; a domain and its certificate come together",
    certificateArn: "domain: { name, certificateArn } instead; a certificate means nothing without its domain",
    region: "no region: a service is in the region of its network",
  },
);

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
