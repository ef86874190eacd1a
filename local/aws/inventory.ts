import type { LatticeStore } from "./lattice/store";
import type { Forward } from "./moto/forward";
import { motoHoldings } from "./moto/holdings";
import type { RamStore } from "./ram/store";

/** One thing that an account holds. */
export interface Holding {
  readonly account: string;
  /** CloudFormation's type name: `AWS::VpcLattice::Service`. */
  readonly type: string;
  /** ARN, or the id where there is no ARN. */
  readonly id: string;
}

/** What an inventory looks at. */
export interface InventorySources {
  readonly lattice: LatticeStore;
  readonly ram: RamStore;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Asks moto, with its gaps closed; undefined where there is no moto. */
  readonly ask: Forward | undefined;
}

const LATTICE_TYPES: Readonly<Record<string, string>> = {
  sn: "ServiceNetwork",
  svc: "Service",
  listener: "Listener",
  rule: "Rule",
  tg: "TargetGroup",
  snsa: "ServiceNetworkServiceAssociation",
  snva: "ServiceNetworkVpcAssociation",
  als: "AccessLogSubscription",
};

/** Everything that every account holds, sorted: empty when nothing is left of what was deployed. */
export async function takeInventory({ lattice, ram, accounts, regions, ask }: InventorySources): Promise<Holding[]> {
  const latticeHoldings = [...lattice.all()].map(({ owner, id, arn }) =>
    holding(owner, `AWS::VpcLattice::${LATTICE_TYPES[id.split("-")[0] ?? ""] ?? "Resource"}`, arn),
  );
  const policies = [
    ...[...lattice.authPolicies.keys()].map((arn) =>
      holding(arn.split(":")[4] ?? "", "AWS::VpcLattice::AuthPolicy", arn),
    ),
    ...[...lattice.resourcePolicies.keys()].map((arn) =>
      holding(arn.split(":")[4] ?? "", "AWS::VpcLattice::ResourcePolicy", arn),
    ),
  ];
  const shares = [...ram.shares.values()].map(({ owner, arn }) => holding(owner, "AWS::RAM::ResourceShare", arn));
  const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const others = ask && (await Promise.all(places.map(({ account, region }) => motoHoldings(ask, account, region))));
  return sortedOnce([...latticeHoldings, ...policies, ...shares, ...(others ?? []).flat()]);
}

/** By account, type and id. What has no Region is found in each, and counts once. */
function sortedOnce(holdings: readonly Holding[]): Holding[] {
  const byKey = new Map(holdings.map((found) => [`${found.account} ${found.type} ${found.id}`, found]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

function holding(account: string, type: string, id: string): Holding {
  return { account, type, id };
}
