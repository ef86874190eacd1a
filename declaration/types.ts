/**
 * The language of `platform.ts`. Type parameters carry the keys that the rest of the declaration declares, so that the
 * compiler checks every reference; left out, they are plain strings.
 */

import type { AuthPolicyStatement } from "../policies/documents/statement";

/** HTTP methods that a route or a grant may name. VPC Lattice compares them exactly, upper and lower case apart. */
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** An AWS account and the role that deploys into it. */
export interface Account {
  /** Twelve digits, as text: a number would lose its leading zeros. */
  id: string;
  /** Name (or ARN) of the role that a deploy assumes in this account. Default: the platform's `deployRole`. */
  deployRole?: string;
  /** The external id that the deploy role's trust asks for. */
  externalId?: string;
  /** The account is not a member of the organization: a share must be accepted there. Default: false. */
  external?: boolean;
}

/** The AWS organization whose members may use the platform. */
export interface Organization {
  /** `o-` and 10 to 32 lower-case letters or digits. */
  id: string;
  /** The management account's id: shares name the organization by an ARN that holds it. */
  managementAccount?: string;
}

/** Terraform state in local files, one per stack. */
export interface LocalState {
  kind: "local";
  /** Folder for the state files, relative to the folder that holds the synthesized output. Default: `state`. */
  directory?: string;
}

/** Terraform state in an S3 bucket, one key per stack, with S3's own lock file and encryption. */
export interface S3State {
  kind: "s3";
  /** Bucket name. `{account}` stands for the id of the stack's account where every account has a bucket of its own. */
  bucket: string;
  region: string;
  /** Beginning of the keys. Default: the platform's name. The key is `<prefix>/<stack>.tfstate`. */
  prefix?: string;
  /** KMS key of the bucket. Default: the bucket's own encryption (SSE-S3). */
  kmsKeyArn?: string;
  /**
   * Key of the account that `trellis bootstrap` makes the bucket in. Default: with `{account}` in the bucket's name every
   * account has its own; otherwise the bucket is somebody else's work. Not beside `{account}`.
   */
  account?: string;
}

/** Who may deploy: the trust of the deploy roles that `trellis bootstrap` makes. */
export interface Deployers {
  /** ARNs of roles or users that may assume the deploy roles and use the state. */
  principals: readonly string[];
  /** GitHub Actions workflows that may assume an account's deploy role by OpenID Connect. */
  github?: {
    /** `owner/name`. */
    repository: string;
    /** What a workflow must run for: `ref:refs/heads/main`, `environment:production`. No wildcards. */
    subjects: readonly string[];
  };
}

export type State = LocalState | S3State;

/** With whom a service network is shared, by AWS RAM. Nothing is shared that is not named here. */
export interface Share<AccountKey extends string = string> {
  /** Every account of the organization. */
  organization?: boolean;
  /** Organizational units by id (`ou-…`) or ARN. */
  organizationalUnits?: readonly string[];
  /** Single accounts; accounts marked `external` are outside the organization and accept the share in their stack. */
  accounts?: readonly AccountKey[];
}

/** Where access logs go. Several destinations may stand side by side, one per kind. */
export interface AccessLogs {
  cloudwatch?: {
    /** Days, one of the values that CloudWatch Logs takes. Default: 90. */
    retentionDays?: number;
    kmsKeyArn?: string;
  };
  s3?: {
    /**
     * An existing bucket whose policy lets `delivery.logs.amazonaws.com` write; the other two are not said of it.
     * Default: Trellis makes one.
     */
    bucketArn?: string;
    /** Days until logs in a bucket made by Trellis expire. Default: 365. */
    retentionDays?: number;
    /** KMS key of a bucket made by Trellis; its key policy must let `delivery.logs.amazonaws.com` use it. */
    kmsKeyArn?: string;
  };
  firehose?: {
    deliveryStreamArn: string;
  };
}

/** A VPC Lattice service network, owned by one account and shared with others. */
export interface Network<AccountKey extends string = string> {
  account: AccountKey;
  /** Default: the platform's region. */
  region?: string;
  share?: Share<NoInfer<AccountKey>>;
  /** Default: CloudWatch Logs for 90 days. `false` turns them off. */
  accessLogs?: AccessLogs | false;
  authPolicy?: NetworkAuthPolicy;
  tags?: Readonly<Record<string, string>>;
}

/** What the network's own auth policy says beyond its baseline: principals of the organization, signed requests only. */
export interface NetworkAuthPolicy {
  /** Lets unsigned requests from associated VPCs through this gate; a service still needs a grant to `anonymous`. */
  anonymous?: boolean;
  /** Statements added to the baseline, a deny for instance. */
  statements?: readonly AuthPolicyStatement[];
}

/** A Lambda function that Trellis bundles and deploys. */
export interface LambdaFunction<Service extends string = string, Vpc extends string = string> {
  kind: "lambda";
  /** Entry file relative to `platform.ts`; it exports `handler`. */
  entry: string;
  /** MB, 128 to 10240. Default: 256. */
  memory?: number;
  /** Seconds, 1 to 900. Default: 15. VPC Lattice itself gives up after its idle timeout of 60 s. */
  timeout?: number;
  /** Concurrent executions kept for this function. Default: none kept. */
  reservedConcurrency?: number;
  /** Default: `arm64`. */
  architecture?: "arm64" | "x86_64";
  /** Environment variables. No secrets: they are readable in the state and the console. */
  environment?: Readonly<Record<string, string>>;
  /** Days its log group keeps logs. Default: 30. */
  logRetentionDays?: number;
  /** KB of minified code above which the build fails. Default: 250. */
  codeBudget?: number;
  /** Services that the function calls, by key. It also needs a grant of each. */
  calls?: readonly Service[];
  /** Key of the VPC in `vpcs` that a service's function runs in; it must, to call other services. */
  vpc?: Vpc;
}

/** A function, or an alias of one, that exists already in the service's account and region. */
export interface ExistingFunction {
  kind: "existingFunction";
  /** ARN of the function or of an alias. */
  arn: string;
  /** Event structure that it reads. `V1` tells it nothing about its caller. Default: `V2`. */
  eventVersion?: "V1" | "V2";
}

/** How VPC Lattice finds out whether a target is well. Not for Lambda and ALB targets, where AWS refuses it. */
export interface HealthCheck {
  /** Default: true. */
  enabled?: boolean;
  /** Default: `/`. */
  path?: string;
  /** Default: the target group's port. */
  port?: number;
  /** Default: the target group's protocol. */
  protocol?: "HTTP" | "HTTPS";
  /** Seconds between checks, 5 to 300. Default: 30. */
  intervalSeconds?: number;
  /** Seconds, 1 to 120. Default: 5. */
  timeoutSeconds?: number;
  /** Successes until a target counts as healthy, 2 to 10. Default: 5. */
  healthyThreshold?: number;
  /** Failures until a target counts as unhealthy, 2 to 10. Default: 2. */
  unhealthyThreshold?: number;
  /** Status codes of a healthy target, from 200 to 499: `200`, `200-299`, `200,202`. Default: `200`. */
  matcher?: string;
}

interface ServerTarget {
  /** The VPC of the targets, by id. */
  vpcId: string;
  port: number;
  /** Default: `HTTPS` on port 443, else `HTTP`. */
  protocol?: "HTTP" | "HTTPS";
  /** Default: `HTTP1`. */
  protocolVersion?: "HTTP1" | "HTTP2" | "GRPC";
}

export interface AlbTarget extends ServerTarget {
  kind: "alb";
  /** ARN of an internal Application Load Balancer in the service's account and region. */
  arn: string;
}

export interface IpTarget extends ServerTarget {
  kind: "ip";
  /** Addresses inside the VPC. May be empty where a controller registers them. */
  addresses?: readonly string[];
  /** Default: `IPV4`. */
  ipAddressType?: "IPV4" | "IPV6";
  healthCheck?: HealthCheck;
}

export interface InstanceTarget extends ServerTarget {
  kind: "instance";
  /** Instance ids. May be empty where something else registers them. */
  instanceIds?: readonly string[];
  healthCheck?: HealthCheck;
}

export type Target<Service extends string = string, Vpc extends string = string> =
  | LambdaFunction<Service, Vpc>
  | ExistingFunction
  | AlbTarget
  | IpTarget
  | InstanceTarget;

/** A listener of a service. */
export interface Listener {
  protocol: "HTTPS" | "HTTP";
  /** 1 to 65535. Default: 443 for HTTPS, 80 for HTTP. */
  port?: number;
}

/** Exactly one of `exact` and `prefix`. Paths are compared with upper and lower case apart, as policies do. */
export type PathMatch = { exact: string; prefix?: never } | { prefix: string; exact?: never };

/** A header that a request must carry: exactly one of `exact`, `prefix` and `contains`. */
export type HeaderMatch = { name: string; caseSensitive?: boolean } & (
  | { exact: string; prefix?: never; contains?: never }
  | { prefix: string; exact?: never; contains?: never }
  | { contains: string; exact?: never; prefix?: never }
);

/** What a request must look like for a route to take it: everything that is named must hold. */
export interface Match {
  method?: Method;
  path?: PathMatch;
  /** Up to five. */
  headers?: readonly HeaderMatch[];
}

/** Forward by weight, 0 to 999 each, over targets of the service; or answer 404 or 500 without a target. */
export type Action<TargetKey extends string = string> =
  | { forward: TargetKey | { readonly [Key in TargetKey]?: number }; fixedResponse?: never }
  | { fixedResponse: 404 | 500; forward?: never };

/** A listener rule of every listener of the service. */
export type Route<TargetKey extends string = string> = {
  /** 1 to 100; lower comes first. */
  priority: number;
  match: Match;
} & Action<TargetKey>;

/** What a producer allows: these callers, these methods, these paths. Nothing else gets through. */
export interface Grant<Caller extends string = string> {
  /** `consumer.caller`, `service.target` for a service's function that calls, or `anonymous`. */
  to: Caller | "anonymous" | readonly (Caller | "anonymous")[];
  /** `["*"]` means every method. */
  methods: readonly Method[] | readonly ["*"];
  /** Exact paths, or everything below one with `/*` at the end. `["/*"]` means every path. */
  paths: readonly string[];
}

/** A name of the service's own instead of the one that AWS generates. */
export interface Domain {
  /** Fully qualified, unique in its network, never changed afterwards: AWS fixes it when the service is made. */
  name: string;
  /** ACM certificate (RSA 2048) in the service's account and region. */
  certificateArn: string;
  /**
   * A private hosted zone of the service's account, by id: the records are made there, and consumer VPCs are
   * associated with it. Default: every consumer stack keeps a private zone of its own for the name.
   */
  hostedZoneId?: string;
}

/** Alarms on a service: 5XX answers, latency, and throttled functions. */
export interface Alarms {
  /** SNS topics to notify, at most five, in the region of the service. */
  topicArns?: readonly string[];
  /** 5XX answers within five minutes that raise the alarm. Default: 5. */
  serverErrors?: number;
  /** Milliseconds of the 99th percentile over five minutes. Default: 3000. */
  latencyP99?: number;
}

/** A VPC Lattice service of a producer account. */
export interface Service<
  AccountKey extends string = string,
  NetworkKey extends string = string,
  ServiceKey extends string = string,
  VpcKey extends string = string,
  Caller extends string = string,
  TargetKey extends string = string,
> {
  account: AccountKey;
  network: NetworkKey;
  targets: { readonly [Key in TargetKey]: Target<ServiceKey, VpcKey> };
  /** Default: HTTPS on 443. At most two. */
  listeners?: readonly Listener[];
  routes: readonly Route<NoInfer<TargetKey>>[];
  /** What answers a request that no route takes. Default: 404. */
  defaultAction?: Action<NoInfer<TargetKey>>;
  grants: readonly Grant<Caller>[];
  domain?: Domain;
  /** The service's own access logs, in its account. Default: off, since the network logs every request. */
  accessLogs?: AccessLogs | false;
  /** Default: the platform's. */
  alarms?: Alarms | boolean;
  tags?: Readonly<Record<string, string>>;
}

/** A VPC to make. */
export interface NewVpc {
  kind: "newVpc";
  /** /16 to /25. Best a private range (RFC 1918). */
  cidr: string;
  /** How many Availability Zones get a private subnet, 1 to 6. Default: 2. */
  zones?: number;
  /** CIDR blocks of the subnets, one per zone, at most six. Default: equal parts of `cidr`. */
  subnets?: readonly string[];
  /** VPC Lattice does not mind ranges that overlap with another VPC's; peering does. Default: false. */
  allowOverlap?: boolean;
}

/** A VPC that exists. */
export interface ExistingVpc {
  kind: "existingVpc";
  id: string;
  /** Private subnets for functions. */
  subnetIds: readonly string[];
}

/** A VPC that a producer's functions run in, so that they can call other services. Its producer stack owns it. */
export interface ProducerVpc<AccountKey extends string = string> {
  account: AccountKey;
  /** Default: the platform's region. */
  region?: string;
  vpc: NewVpc | ExistingVpc;
}

/** A role of the consumer's account that exists already. */
export interface ExistingRole<Service extends string = string> {
  kind: "existingRole";
  /** ARN of the role. */
  arn: string;
  calls: readonly Service[];
}

export type Caller<ServiceKey extends string = string> = LambdaFunction<ServiceKey, never> | ExistingRole<ServiceKey>;

/** A VPC that is associated with a service network, and the callers in it. */
export interface Consumer<
  AccountKey extends string = string,
  NetworkKey extends string = string,
  ServiceKey extends string = string,
  VpcKey extends string = string,
  CallerKey extends string = string,
> {
  account: AccountKey;
  network: NetworkKey;
  /** A VPC of its own, or the key of one in `vpcs`. */
  vpc: NewVpc | ExistingVpc | VpcKey;
  /** Existing security groups for the association, at most five. Default: one that lets only clients in. */
  securityGroupIds?: readonly string[];
  /**
   * Existing security groups whose members may call too, besides the client group that the stack makes. Not beside
   * `securityGroupIds`, which alone say who may.
   */
  clientSecurityGroupIds?: readonly string[];
  callers?: { readonly [Key in CallerKey]: Caller<ServiceKey> };
  tags?: Readonly<Record<string, string>>;
}

/** Quotas that AWS raised for your accounts; the defaults are AWS's own. */
export interface Quotas {
  /** Default: 10 (L-CF78395E). */
  rulesPerListener?: number;
  /** Default: 2 (L-D64E952E). */
  listenersPerService?: number;
  /** Default: 10 (L-3DEC3B9F). */
  targetGroupsPerService?: number;
  /** Default: 1,000 (L-D71303F3). */
  targetsPerTargetGroup?: number;
  /** Inbound rules of a security group. Default: 60 (L-0EA8095F). */
  rulesPerSecurityGroup?: number;
}
