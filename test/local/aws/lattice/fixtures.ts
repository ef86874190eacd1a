import {
  CreateListenerCommand,
  CreateRuleCommand,
  CreateServiceCommand,
  CreateServiceNetworkCommand,
  CreateTargetGroupCommand,
  type RuleAction,
  type VPCLatticeClient,
} from "@aws-sdk/client-vpc-lattice";
import { present } from "../local-cloud";

/** What a test names resources by. */
export interface Made {
  readonly id: string;
  readonly arn: string;
}

export const NOT_FOUND: RuleAction = { fixedResponse: { statusCode: 404 } };

export async function makeServiceNetwork(client: VPCLatticeClient, name = "internal", shareable = true): Promise<Made> {
  const { id, arn } = await client.send(
    new CreateServiceNetworkCommand({ name, sharingConfig: { enabled: shareable } }),
  );
  return { id: present(id), arn: present(arn) };
}

export async function makeService(client: VPCLatticeClient, name = "orders", customDomainName?: string): Promise<Made> {
  const { id, arn } = await client.send(new CreateServiceCommand({ name, customDomainName }));
  return { id: present(id), arn: present(arn) };
}

export async function makeListener(
  client: VPCLatticeClient,
  serviceIdentifier: string,
  name = "https",
  port = 443,
): Promise<Made> {
  const { id, arn } = await client.send(
    new CreateListenerCommand({ serviceIdentifier, name, port, protocol: "HTTPS", defaultAction: NOT_FOUND }),
  );
  return { id: present(id), arn: present(arn) };
}

export async function makeTargetGroup(client: VPCLatticeClient, name = "orders-v1"): Promise<Made> {
  const { id, arn } = await client.send(
    new CreateTargetGroupCommand({ name, type: "LAMBDA", config: { lambdaEventStructureVersion: "V2" } }),
  );
  return { id: present(id), arn: present(arn) };
}

export function forward(...targetGroupIdentifiers: string[]): RuleAction {
  return {
    forward: {
      targetGroups: targetGroupIdentifiers.map((targetGroupIdentifier) => ({ targetGroupIdentifier, weight: 1 })),
    },
  };
}

/** A rule that matches a path prefix. */
export async function makeRule(
  client: VPCLatticeClient,
  serviceIdentifier: string,
  listenerIdentifier: string,
  priority: number,
  action = NOT_FOUND,
): Promise<Made> {
  const match = { httpMatch: { pathMatch: { match: { prefix: `/p${priority}` } } } };
  const { id, arn } = await client.send(
    new CreateRuleCommand({
      serviceIdentifier,
      listenerIdentifier,
      name: `route-${priority}`,
      priority,
      match,
      action,
    }),
  );
  return { id: present(id), arn: present(arn) };
}
