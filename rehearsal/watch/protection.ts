import type { AuthType } from "../../local/aws/lattice/records";
import type { LatticeStore } from "../../local/aws/lattice/store";

/** What stands between callers and one service or service network, at one moment. */
export interface Protection {
  /** `service orders`, `network internal` */
  readonly name: string;
  readonly authType: AuthType;
  readonly policy: string | undefined;
}

/**
 * The protection of every service and service network, by account, region and name: one that is made anew under its name
 * is the same to its callers. What is being deleted is gone already.
 */
export function protectionsIn(store: LatticeStore): Map<string, Protection> {
  const services = [...store.services.values()].filter(({ status }) => status !== "DELETE_IN_PROGRESS");
  const found = [
    ...services.map((service) => ({ ...service, name: `service ${service.name}` })),
    ...[...store.serviceNetworks.values()].map((network) => ({ ...network, name: `network ${network.name}` })),
  ];
  return new Map(
    found.map(({ arn, owner, region, name, authType }) => [
      `${owner} ${region} ${name}`,
      { name, authType, policy: store.authPolicies.get(arn)?.policy },
    ]),
  );
}

/** What is missing of a protection; undefined if nothing is. */
export function lackOf({ authType, policy }: Protection): string | undefined {
  if (authType !== "AWS_IAM") return `auth type ${authType}`;
  if (policy === undefined) return "no auth policy";
  return hasStatements(policy) ? undefined : "an auth policy that says nothing";
}

function hasStatements(policy: string): boolean {
  try {
    const { Statement }: { Statement?: unknown } = JSON.parse(policy);
    return Array.isArray(Statement) ? Statement.length > 0 : Statement !== undefined;
  } catch {
    return false;
  }
}
