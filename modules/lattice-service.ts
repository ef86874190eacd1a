import { VpclatticeService } from "@cdktf/provider-aws/lib/vpclattice-service";
import { VpclatticeServiceNetworkServiceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-service-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ResolvedGrant, servicePolicy } from "../policies/documents/service-policy";
import { AuthPolicy } from "./auth-policy";
import { Listener, type ListenerAction, type ListenerRuleProps } from "./listener";

export interface LatticeServiceProps {
  /** 3 to 40 characters, never changed afterwards. */
  readonly name: string;
  /** ARN: another account's network is known by no other name. */
  readonly networkArn: string;
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  readonly grants: readonly ResolvedGrant[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface ServiceRoutes {
  readonly listeners: readonly { readonly protocol: "HTTPS" | "HTTP"; readonly port: number }[];
  readonly rules: readonly ListenerRuleProps[];
  readonly defaultAction: ListenerAction;
  /** What must be there before a rule sends requests to it. */
  readonly dependsOn: ITerraformDependable[];
  /** What must be there before the service is associated with its network: an accepted share. */
  readonly associateAfter: readonly ITerraformDependable[];
}

/** A VPC Lattice service that asks for IAM authorization, with the auth policy of its grants. */
export class LatticeService extends Construct {
  readonly arn: string;
  readonly id: string;
  /** The name that AWS generates. */
  readonly dnsName: string;
  /** The hosted zone of that name, for alias records. */
  readonly hostedZoneId: string;
  private readonly policy: AuthPolicy;
  private readonly address: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LatticeServiceProps,
  ) {
    super(scope, id);
    const service = new VpclatticeService(this, "resource", {
      name: props.name,
      authType: "AWS_IAM",
      customDomainName: props.domain?.name,
      certificateArn: props.domain?.certificateArn,
      tags: props.tags,
    });
    this.address = `${service.terraformResourceType}.${service.friendlyUniqueId}`;
    this.arn = service.arn;
    this.id = service.id;
    this.dnsName = service.dnsEntry.get(0).domainName;
    this.hostedZoneId = service.dnsEntry.get(0).hostedZoneId;
    this.policy = new AuthPolicy(this, "auth", {
      resource: service,
      document: servicePolicy(service.arn, props.grants),
    });
  }

  /** Adds the listeners, and opens the service to its network only when everything behind it is there. */
  route({ listeners, associateAfter, ...routes }: ServiceRoutes): void {
    const sorted = [...listeners].sort((left, right) => left.port - right.port);
    const parts = sorted.flatMap((listener) => {
      const service = { serviceId: this.id, replacedWith: `${this.address}.id` };
      const props = { ...listener, ...routes, ...service, tags: this.props.tags };
      return new Listener(this, `port-${listener.port}`, props).parts;
    });
    new VpclatticeServiceNetworkServiceAssociation(this, "association", {
      serviceIdentifier: this.id,
      serviceNetworkIdentifier: this.props.networkArn,
      tags: this.props.tags,
      dependsOn: [...associateAfter, this.policy.policy, ...parts],
    });
  }
}
