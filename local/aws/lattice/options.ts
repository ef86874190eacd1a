/** Default quotas per Region (VPC Lattice user guide, "Quotas"). Each can be lowered or raised for a test. */
export const DEFAULT_QUOTAS = {
  serviceNetworks: 50,
  services: 2000,
  targetGroups: 500,
  listenersPerService: 2,
  rulesPerListener: 10,
  targetGroupsPerService: 10,
  targetsPerTargetGroup: 1000,
  vpcAssociationsPerServiceNetwork: 500,
  serviceAssociationsPerServiceNetwork: 500,
} as const;

export type Quotas = Readonly<Record<keyof typeof DEFAULT_QUOTAS, number>>;

/** Milliseconds that VPC Lattice takes. 0 is at once. */
export interface LatticeDelays {
  /** Until a service is ACTIVE, and until a deleted one is gone. */
  readonly service: number;
  readonly targetGroup: number;
  /** Of a service network with a service or a VPC: create, update and delete. */
  readonly association: number;
  /** Until a deregistered target is gone from ListTargets. */
  readonly deregistration: number;
}

/** How the control plane of VPC Lattice behaves; can be changed while it runs. */
export interface LatticeBehaviour {
  readonly delays: LatticeDelays;
  /** How a new association of a service network ends. `CREATE_FAILED` ones can only be deleted. Default `ACTIVE`. */
  readonly newAssociations: "ACTIVE" | "CREATE_FAILED";
  /**
   * What ListTargets says of a Lambda function that is being deregistered. `DRAINING` (default) is what the AWS provider
   * 5.x waits for. `LINGERING` keeps the former status (UNAVAILABLE or UNUSED): the provider then fails the destroy of
   * the attachment, and succeeds when it is repeated (terraform-provider-aws issue 40581).
   */
  readonly deregisteredTarget: "DRAINING" | "LINGERING";
}

export const DEFAULT_BEHAVIOUR: LatticeBehaviour = {
  delays: { service: 50, targetGroup: 50, association: 100, deregistration: 0 },
  newAssociations: "ACTIVE",
  deregisteredTarget: "DRAINING",
};

/** A change of the behaviour; what is absent stays. */
export interface LatticeBehaviourChange extends Partial<Omit<LatticeBehaviour, "delays">> {
  readonly delays?: Partial<LatticeDelays>;
}

/** What VPC Lattice starts with. */
export interface LatticeOptions extends LatticeBehaviourChange {
  readonly quotas?: Partial<Quotas>;
}

/** The behaviour after a change. */
export function changeBehaviour(behaviour: LatticeBehaviour, change: LatticeBehaviourChange): LatticeBehaviour {
  return {
    delays: { ...behaviour.delays, ...change.delays },
    newAssociations: change.newAssociations ?? behaviour.newAssociations,
    deregisteredTarget: change.deregisteredTarget ?? behaviour.deregisteredTarget,
  };
}
