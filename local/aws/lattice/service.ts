import type { LocalService } from "../gateway";
import { restService } from "../http/rest-service";
import { accessLogSubscriptionOperations } from "./access-log-subscriptions";
import { authPolicyOperations } from "./auth-policies";
import { batchUpdateRuleOperations } from "./batch-update-rule";
import { conflict } from "./errors";
import { listenerOperations } from "./listeners";
import { observed } from "./observers";
import { resourcePolicyOperations } from "./resource-policies";
import { ruleOperations } from "./rules";
import { serviceAssociationOperations } from "./service-associations";
import { serviceNetworkOperations } from "./service-networks";
import { serviceOperations } from "./services";
import { tagOperations } from "./tags";
import { targetGroupOperations } from "./target-groups";
import { targetOperations } from "./targets";
import { vpcAssociationOperations } from "./vpc-associations";
import type { LatticeOperation, LatticeWorld } from "./world";

/** Every operation that is served, one family after the other. */
export const latticeOperations: readonly LatticeOperation[] = [
  ...serviceNetworkOperations,
  ...serviceOperations,
  ...listenerOperations,
  ...ruleOperations,
  ...batchUpdateRuleOperations,
  ...targetGroupOperations,
  ...targetOperations,
  ...serviceAssociationOperations,
  ...vpcAssociationOperations,
  ...authPolicyOperations,
  ...resourcePolicyOperations,
  ...accessLogSubscriptionOperations,
  ...tagOperations,
];

/** The control plane of VPC Lattice (API version 2022-11-30). */
export function latticeService(world: LatticeWorld): LocalService {
  return restService(latticeOperations.map(observed), world, () =>
    conflict("CLIENT_TOKEN", "clientToken", "The client token was used before with other parameters."),
  );
}
