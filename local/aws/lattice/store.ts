import type {
  AccessLogSubscription,
  AuthPolicy,
  LatticeRecord,
  Listener,
  Rule,
  Service,
  ServiceAssociation,
  ServiceNetwork,
  TargetGroup,
  VpcAssociation,
} from "./records";

/** Everything VPC Lattice holds in all accounts and Regions, by id; policies by the ARN of what they are attached to. */
export class LatticeStore {
  readonly serviceNetworks = new Map<string, ServiceNetwork>();
  readonly services = new Map<string, Service>();
  readonly listeners = new Map<string, Listener>();
  readonly rules = new Map<string, Rule>();
  readonly targetGroups = new Map<string, TargetGroup>();
  readonly serviceAssociations = new Map<string, ServiceAssociation>();
  readonly vpcAssociations = new Map<string, VpcAssociation>();
  readonly accessLogSubscriptions = new Map<string, AccessLogSubscription>();
  readonly authPolicies = new Map<string, AuthPolicy>();
  readonly resourcePolicies = new Map<string, string>();

  /** Every resource that has an ARN. */
  *all(): Generator<LatticeRecord> {
    yield* this.serviceNetworks.values();
    yield* this.services.values();
    yield* this.listeners.values();
    yield* this.rules.values();
    yield* this.targetGroups.values();
    yield* this.serviceAssociations.values();
    yield* this.vpcAssociations.values();
    yield* this.accessLogSubscriptions.values();
  }

  findByArn(arn: string): LatticeRecord | undefined {
    return [...this.all()].find((record) => record.arn === arn);
  }

  listenersOf(serviceId: string): Listener[] {
    return [...this.listeners.values()].filter((listener) => listener.serviceId === serviceId);
  }

  rulesOf(listenerId: string): Rule[] {
    return [...this.rules.values()].filter((rule) => rule.listenerId === listenerId);
  }

  /** Takes away policies and log subscriptions, which live and die with what they are attached to. */
  forgetAttachments(arn: string): void {
    this.authPolicies.delete(arn);
    this.resourcePolicies.delete(arn);
    for (const subscription of this.accessLogSubscriptions.values()) {
      if (subscription.resourceArn === arn) {
        this.accessLogSubscriptions.delete(subscription.id);
      }
    }
  }
}
