import { xmlValues } from "../../aws/xml";
import { type Candidate, joined, type Kind, text, type Wanted } from "../kind";
import { generatedSince } from "./generated";

/** A private zone is found by a VPC that it is associated with. Stacks make no public ones. */
async function findZone(wanted: Wanted): Promise<Candidate[]> {
  const { account, values } = wanted;
  const [vpc] = Array.isArray(values.vpc) ? values.vpc : [];
  if (typeof vpc?.vpc_id !== "string") return [];
  const vpcregion = typeof vpc.vpc_region === "string" && vpc.vpc_region !== "" ? vpc.vpc_region : account.place.region;
  const answer = await account.route53("/hostedzonesbyvpc", { vpcid: vpc.vpc_id, vpcregion });
  const ids = xmlValues(answer, "HostedZoneSummary")
    .filter((zone) => xmlValues(zone, "OwningAccount")[0] === account.place.accountId)
    .filter((zone) => xmlValues(zone, "Name")[0]?.replace(/\.$/, "") === text(wanted, "name"))
    .flatMap((zone) => xmlValues(zone, "HostedZoneId"));
  return Promise.all(ids.map(async (id) => ({ id, proven: await isUntagged(wanted, id) })));
}

/**
 * Route 53 makes a zone without tags, and the provider adds them in a second request: a killed apply may have come to the
 * first alone. Its caller reference then says that Terraform made it, and when.
 */
async function isUntagged(wanted: Wanted, id: string): Promise<boolean> {
  const zone = await wanted.account.route53(`/hostedzone/${id}`);
  const [reference = ""] = xmlValues(zone, "CallerReference");
  const [comment = ""] = xmlValues(zone, "Comment");
  if (comment !== (text(wanted, "comment") ?? "") || !generatedSince(wanted.begun, reference, "terraform-"))
    return false;
  return xmlValues(await wanted.account.route53(`/tags/hostedzone/${id}`), "Tag").length === 0;
}

/** Types of Route 53. */
export const route53Kinds = {
  aws_route53_zone: { find: findZone, proof: "tags" },
  aws_route53_record: { id: joined("_", "zone_id", "name", "type"), proof: "same" },
  aws_route53_zone_association: { id: joined(":", "zone_id", "vpc_id", "vpc_region"), proof: "same" },
  // Authorizing a VPC that is authorized is no error, and the stack's own authorization (API, CreateVPCAssociationAuthorization).
  aws_route53_vpc_association_authorization: { again: true },
} satisfies Readonly<Record<string, Kind>>;
