import { z } from "zod";
import type { Account } from "../account";
import { type Candidate, type Kind, text, type Wanted } from "../kind";

const summary = z.looseObject({
  id: z.string(),
  arn: z.string(),
  status: z.string().optional(),
  createdAt: z.string().optional(),
});

type Summary = z.output<typeof summary>;

/** Whether an item of a listing is what is wanted. */
type Fits = (item: Summary, wanted: Wanted) => boolean;

interface Listing {
  /** Path of the List operation; undefined while it is not known. */
  readonly path: (wanted: Wanted) => string | undefined;
  readonly query?: (wanted: Wanted) => Readonly<Record<string, string>> | undefined;
  readonly fits: Fits;
  /** Id for `terraform import`. Default: the item's. */
  readonly id?: (item: Summary, wanted: Wanted) => string;
}

/** Listings also show what other accounts share with this one. The oldest comes first. */
function listed({ path, query = () => ({}), fits, id = (item) => item.id }: Listing): Kind {
  const find = async (wanted: Wanted): Promise<Candidate[]> => {
    const [at, asked] = [path(wanted), query(wanted)];
    if (at === undefined || asked === undefined) return [];
    const items = (await wanted.account.lattice(at, asked)).map((item) => summary.parse(item));
    return items
      .filter((item) => isOwn(item, wanted.account) && !item.status?.startsWith("DELETE") && fits(item, wanted))
      .sort((left, right) => (left.createdAt ?? "").localeCompare(right.createdAt ?? ""))
      .map((item) => ({ id: id(item, wanted), named: item.arn, ...(item.status ? { status: item.status } : {}) }));
  };
  return { find, proof: "tags" };
}

function isOwn({ arn }: Summary, { place }: Account): boolean {
  return arn.split(":")[4] === place.accountId;
}

const sameName: Fits = (item, wanted) => item.name === text(wanted, "name");

/** A planned identifier may be an id or an ARN, which ends in it. */
const is = (planned: string | undefined, id: unknown): boolean =>
  typeof id === "string" && (planned === id || planned?.endsWith(`/${id}`) === true);

/** The id in an identifier. */
const lastPart = (wanted: Wanted, name: string) => text(wanted, name)?.split("/").at(-1);

const under =
  (rest: string, ...names: readonly string[]) =>
  (wanted: Wanted): string | undefined => {
    const ids = names.map((name) => lastPart(wanted, name));
    return ids.some((each) => each === undefined) ? undefined : `/services/${ids.join("/listeners/")}/${rest}`;
  };

const sent = (query: string, name: string) => (wanted: Wanted) => {
  const value = text(wanted, name);
  return value === undefined ? undefined : { [query]: value };
};

/** Types of VPC Lattice whose ids AWS chooses. */
export const latticeKinds = {
  aws_vpclattice_service_network: listed({ path: () => "/servicenetworks", fits: sameName }),
  aws_vpclattice_service: listed({ path: () => "/services", fits: sameName }),
  aws_vpclattice_target_group: listed({ path: () => "/targetgroups", fits: sameName }),
  aws_vpclattice_listener: listed({
    path: under("listeners", "service_identifier"),
    fits: sameName,
    id: ({ id }, wanted) => [lastPart(wanted, "service_identifier"), id].join("/"),
  }),
  aws_vpclattice_listener_rule: listed({
    path: under("rules", "service_identifier", "listener_identifier"),
    fits: sameName,
    id: ({ id }, wanted) =>
      [lastPart(wanted, "service_identifier"), lastPart(wanted, "listener_identifier"), id].join("/"),
  }),
  aws_vpclattice_access_log_subscription: listed({
    path: () => "/accesslogsubscriptions",
    query: sent("resourceIdentifier", "resource_identifier"),
    fits: ({ destinationArn }, wanted) => text(wanted, "destination_arn") === destinationArn,
  }),
  aws_vpclattice_service_network_vpc_association: listed({
    path: () => "/servicenetworkvpcassociations",
    query: sent("vpcIdentifier", "vpc_identifier"),
    fits: ({ serviceNetworkId }, wanted) => is(text(wanted, "service_network_identifier"), serviceNetworkId),
  }),
  aws_vpclattice_service_network_service_association: listed({
    path: () => "/servicenetworkserviceassociations",
    query: sent("serviceIdentifier", "service_identifier"),
    fits: ({ serviceNetworkId }, wanted) => is(text(wanted, "service_network_identifier"), serviceNetworkId),
  }),
} satisfies Readonly<Record<string, Kind>>;
