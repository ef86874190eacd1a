import { ZoneAssociation, ZoneAuthorization } from "../../modules/zone-association";
import { synthModule } from "../support/synth-module";

const props = { zoneId: "Z0123456789", vpcId: "vpc-0123456789abcdef0", region: "eu-west-1" };
const expected = { zone_id: "Z0123456789", vpc_id: "vpc-0123456789abcdef0", vpc_region: "eu-west-1" };

test("ZoneAuthorization: the zone's owner lets another account's VPC in", () => {
  const made = synthModule((stack) => new ZoneAuthorization(stack, "zone", props));
  expect(made.resource("aws_route53_vpc_association_authorization")).toEqual(expected);
});

test("ZoneAssociation: the VPC's owner takes it", () => {
  const made = synthModule((stack) => new ZoneAssociation(stack, "zone", props));
  expect(made.resource("aws_route53_zone_association")).toEqual(expected);
});
