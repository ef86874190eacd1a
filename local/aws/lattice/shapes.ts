import { z } from "zod";

const HYPHENS = "(?![-])(?!.*[-]$)(?!.*[-]{2})";
const ARN = "arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:\\d{12}:";
const ID = "[0-9a-z]{17}";
/** How the model writes the ARN of whatever has policies and access logs; resource configurations are not served here. */
const ATTACHABLE_ARN = `arn(:[a-z0-9]+([.-][a-z0-9]+)*){2}(:([a-z0-9]+([.-][a-z0-9]+)*)?){2}:(servicenetwork/sn|resourceconfiguration/rcfg|service/svc)-${ID}`;

/** A name of the API model: lower case, digits and single hyphens, not starting like an id of the same kind. */
export function nameOf(longest: number, idPrefix?: string): z.ZodType<string> {
  const notAnId = idPrefix === undefined ? "" : `(?!${idPrefix}-)`;
  return z
    .string()
    .min(3)
    .max(longest)
    .regex(...whole(`${notAnId}${HYPHENS}[a-z0-9-]+`));
}

function identifier(idPattern: string, arnResource: string): z.ZodType<string> {
  return z
    .string()
    .max(2048)
    .regex(...whole(`${idPattern}|${ARN}${arnResource}`));
}

/** A pattern of the API model, which is of the whole value, and what is said of a value that does not have it. */
function whole(pattern: string): [RegExp, string] {
  const anchored = new RegExp(`^(${pattern})$`);
  return [anchored, `Member must satisfy regular expression pattern: ${anchored.source}`];
}

/** Ids and ARNs that an operation takes as a label or a member. */
export const Identifier = {
  serviceNetwork: identifier(`sn-${ID}`, `servicenetwork/sn-${ID}`),
  service: identifier(`svc-${ID}`, `service/svc-${ID}`),
  listener: identifier(`listener-${ID}`, `service/svc-${ID}/listener/listener-${ID}`),
  rule: identifier(`rule-${ID}`, `service/svc-${ID}/listener/listener-${ID}/rule/rule-${ID}`),
  targetGroup: identifier(`tg-${ID}`, `targetgroup/tg-${ID}`),
  serviceAssociation: identifier(`snsa-${ID}`, `servicenetworkserviceassociation/snsa-${ID}`),
  vpcAssociation: identifier(`snva-${ID}`, `servicenetworkvpcassociation/snva-${ID}`),
  accessLogSubscription: identifier(`als-${ID}`, `accesslogsubscription/als-${ID}`),
  attachable: z
    .string()
    .max(200)
    .regex(...whole(`(sn|svc|rcfg)-${ID}|${ATTACHABLE_ARN}`)),
  attachableArn: z
    .string()
    .max(200)
    .regex(...whole(ATTACHABLE_ARN)),
  tagged: z
    .string()
    .max(1224)
    .regex(...whole("arn:[a-z0-9][-.a-z0-9]{0,62}:vpc-lattice:([a-z0-9][-.a-z0-9]{0,62})?:\\d{12}?:[^/].{0,1023}")),
} as const;

/** What makes a repeated request one: read by every operation that creates something. */
export const ClientToken = z.string().min(1).max(64).regex(/[!-~]/, "must have a visible character").optional();

export const AuthTypeShape = z.enum(["NONE", "AWS_IAM"]);

export const TagKey = z.string().min(1).max(128);

/** TagMap: keys 1 to 128, values up to 256 characters; `aws:` is reserved. */
export const TagMap = z
  .record(TagKey.regex(/^(?!aws:)/i, "must not start with aws:"), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 200, "Member must have length less than or equal to 200");

/** The tags that something is created with. */
export const Tags = TagMap.default({});

/** A VPC's id. */
export const VpcId = z.string().regex(/^vpc-(([0-9a-z]{8})|([0-9a-z]{17}))$/, "must be the id of a VPC");
export const SecurityGroupId = z
  .string()
  .regex(/^sg-(([0-9a-z]{8})|([0-9a-z]{17}))$/, "must be the id of a security group");

/** A destination of access logs: a log group, a bucket or a delivery stream. */
export const DestinationArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    /^arn:[a-z0-9-]+:(logs:[a-z0-9-]+:\d{12}:log-group:.+|s3:::.+|firehose:[a-z0-9-]+:\d{12}:deliverystream\/.+)$/,
    "must be the ARN of a CloudWatch Logs log group, an S3 bucket or a Firehose delivery stream",
  );

const Path = z
  .string()
  .min(1)
  .max(200)
  .regex(...whole("/[a-zA-Z0-9@:%_+.~#?&/=-]*"));

/** Exactly one member of a union is set. */
function one<T extends z.ZodRawShape>(shape: T) {
  const keys = Object.keys(shape).join(", ");
  return z
    .strictObject(shape)
    .refine(
      (value) => Object.values(value).filter((member) => member !== undefined).length === 1,
      `exactly one of ${keys} must be set`,
    );
}

const WeightedTargetGroupShape = z.object({
  targetGroupIdentifier: Identifier.targetGroup,
  weight: z.int().min(0).max(999).optional(),
});

/** VPC Lattice wants weights where there is a choice (API, WeightedTargetGroup). */
const ForwardShape = z
  .object({ targetGroups: z.array(WeightedTargetGroupShape).min(1).max(10) })
  .refine(({ targetGroups }) => targetGroups.length === 1 || targetGroups.every(({ weight }) => weight !== undefined), {
    path: ["targetGroups"],
    message: "weights are required for more than one target group",
  })
  .transform(({ targetGroups }) => ({
    targetGroups: targetGroups.map((group) => ({ ...group, weight: group.weight ?? 100 })),
  }));

/** The user guide ("Listener rules"): a fixed response is 404 or 500. */
const FixedResponseShape = z.object({
  statusCode: z.int().refine((status) => status === 404 || status === 500, "must be 404 or 500"),
});

export const ActionShape = one({ forward: ForwardShape.optional(), fixedResponse: FixedResponseShape.optional() });

const HeaderValue = z.string().min(1).max(200).optional();
const HeaderMatchShape = z.object({
  name: z.string().min(1).max(100),
  match: one({ exact: HeaderValue, prefix: HeaderValue, contains: HeaderValue }),
  caseSensitive: z.boolean().default(false),
});
const PathMatchShape = z.object({
  match: one({ exact: Path.optional(), prefix: Path.optional() }),
  caseSensitive: z.boolean().default(false),
});

export const MatchShape = z.object({
  httpMatch: z
    .object({
      method: z.string().max(16).optional(),
      pathMatch: PathMatchShape.optional(),
      headerMatches: z.array(HeaderMatchShape).min(1).max(5).optional(),
    })
    .refine(
      ({ method, pathMatch, headerMatches }) =>
        method !== undefined || pathMatch !== undefined || headerMatches !== undefined,
      "must have at least one of method, pathMatch, headerMatches",
    ),
});

export const Priority = z.int().min(1).max(2000);

/** A function of AWS Lambda, by ARN, with or without version or alias. */
export const FUNCTION_ARN = /^arn:[a-z0-9-]+:lambda:([a-z0-9-]+):(\d{12}):function:[a-zA-Z0-9-_]+(:[a-zA-Z0-9-_$]+)?$/;
