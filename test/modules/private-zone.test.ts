import { PrivateZone } from "../../modules/private-zone";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

describe("PrivateZone", () => {
  const made = synthModule(
    (stack) =>
      new PrivateZone(stack, "zone", {
        name: "orders.acme.internal",
        vpcIds: ["vpc-0123456789abcdef0"],
        target: { dnsName: "generated.on.aws", hostedZoneId: "Z9876543210" },
        tags: { team: "web" },
      }),
  );

  test("is private, and of the one name: it shadows no other", () => {
    expect(made.resource("aws_route53_zone")).toEqual({
      name: "orders.acme.internal",
      comment: "Name of a VPC Lattice service",
      vpc: [{ vpc_id: "vpc-0123456789abcdef0" }],
      tags: { team: "web" },
    });
  });

  test("trap 12(16): the name leads to the service", () => {
    const records = Object.values(made.resources("aws_route53_record"));
    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(record).toMatchObject({
        zone_id: ref("aws_route53_zone.zone.zone_id"),
        name: "orders.acme.internal",
        alias: { name: "generated.on.aws" },
      });
    }
  });
});
