/** What the control plane remembers. Members are spelled as in the API model (vpc-lattice 2022-11-30). */

/** Members that every resource has. */
export interface LatticeRecord {
  readonly id: string;
  readonly arn: string;
  /** Account that owns it. */
  readonly owner: string;
  readonly region: string;
  readonly createdAt: Date;
  lastUpdatedAt: Date;
  tags: Record<string, string>;
}

export type AuthType = "NONE" | "AWS_IAM";
export type Status = "CREATE_IN_PROGRESS" | "ACTIVE" | "DELETE_IN_PROGRESS" | "CREATE_FAILED" | "DELETE_FAILED";
export type VpcAssociationStatus = Status | "UPDATE_IN_PROGRESS" | "UPDATE_FAILED";

export interface DnsEntry {
  readonly domainName: string;
  readonly hostedZoneId: string;
}

export interface ServiceNetwork extends LatticeRecord {
  readonly name: string;
  readonly sharingConfig: { readonly enabled: boolean };
  authType: AuthType;
}

export interface Service extends LatticeRecord {
  readonly name: string;
  readonly customDomainName: string | undefined;
  readonly dnsEntry: DnsEntry;
  certificateArn: string | undefined;
  idleTimeoutSeconds: number;
  authType: AuthType;
  status: Status;
}

export interface WeightedTargetGroup {
  readonly targetGroupIdentifier: string;
  readonly weight: number;
}

/** A union of the API: exactly one member is set. */
export interface RuleAction {
  readonly forward?: { readonly targetGroups: readonly WeightedTargetGroup[] } | undefined;
  readonly fixedResponse?: { readonly statusCode: number } | undefined;
}

export interface PathMatch {
  readonly match: { readonly exact?: string | undefined; readonly prefix?: string | undefined };
  readonly caseSensitive: boolean;
}

export interface HeaderMatch {
  readonly name: string;
  readonly match: {
    readonly exact?: string | undefined;
    readonly prefix?: string | undefined;
    readonly contains?: string | undefined;
  };
  readonly caseSensitive: boolean;
}

export interface RuleMatch {
  readonly httpMatch: {
    readonly method?: string | undefined;
    readonly pathMatch?: PathMatch | undefined;
    readonly headerMatches?: readonly HeaderMatch[] | undefined;
  };
}

export interface Listener extends LatticeRecord {
  readonly serviceId: string;
  readonly name: string;
  readonly protocol: "HTTP" | "HTTPS" | "TLS_PASSTHROUGH";
  readonly port: number;
  /** Id of the rule that stands for the default action. */
  readonly defaultRuleId: string;
  defaultAction: RuleAction;
}

export interface Rule extends LatticeRecord {
  readonly listenerId: string;
  readonly name: string;
  match: RuleMatch;
  priority: number;
  action: RuleAction;
}

export interface HealthCheck {
  readonly enabled: boolean;
  readonly protocol?: string | undefined;
  readonly protocolVersion?: string | undefined;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
  readonly healthCheckIntervalSeconds?: number | undefined;
  readonly healthCheckTimeoutSeconds?: number | undefined;
  readonly healthyThresholdCount?: number | undefined;
  readonly unhealthyThresholdCount?: number | undefined;
  readonly matcher?: { readonly httpCode?: string | undefined } | undefined;
}

export interface TargetGroupConfig {
  readonly port?: number | undefined;
  readonly protocol?: string | undefined;
  readonly protocolVersion?: string | undefined;
  readonly ipAddressType?: string | undefined;
  readonly vpcIdentifier?: string | undefined;
  readonly healthCheck?: HealthCheck | undefined;
  readonly lambdaEventStructureVersion?: "V1" | "V2" | undefined;
}

export interface Target {
  readonly id: string;
  readonly port: number | undefined;
  /** Set from DeregisterTargets until the target is gone. */
  deregistering: boolean;
}

export interface TargetGroup extends LatticeRecord {
  readonly name: string;
  readonly type: "IP" | "LAMBDA" | "INSTANCE" | "ALB";
  config: TargetGroupConfig;
  status: Status;
  targets: Target[];
}

export interface ServiceAssociation extends LatticeRecord {
  readonly createdBy: string;
  readonly serviceId: string;
  readonly serviceNetworkId: string;
  status: Status;
}

/** Which private domain names a VPC resolves through its association. */
export interface DnsOptions {
  readonly privateDnsPreference?: string | undefined;
  readonly privateDnsSpecifiedDomains?: readonly string[] | undefined;
}

export interface VpcAssociation extends LatticeRecord {
  readonly createdBy: string;
  readonly vpcId: string;
  readonly serviceNetworkId: string;
  privateDnsEnabled: boolean;
  dnsOptions: DnsOptions | undefined;
  securityGroupIds: readonly string[];
  status: VpcAssociationStatus;
}

export interface AccessLogSubscription extends LatticeRecord {
  readonly resourceId: string;
  readonly resourceArn: string;
  readonly serviceNetworkLogType: "SERVICE" | "RESOURCE" | undefined;
  destinationArn: string;
}

export interface AuthPolicy {
  readonly policy: string;
  readonly createdAt: Date;
  readonly lastUpdatedAt: Date;
}
