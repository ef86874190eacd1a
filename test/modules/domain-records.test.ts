import { DomainRecords } from "../../modules/domain-records";
import { synthModule } from "../support/synth-module";

describe("DomainRecords", () => {
  test("trap 12(16): VPC Lattice makes no record itself, so there are aliases over IPv4 and IPv6", () => {
    const made = synthModule(
      (stack) =>
        new DomainRecords(stack, "records", {
          zoneId: "Z0123456789",
          name: "orders.acme.internal",
          target: { dnsName: "orders-0a.7d67968.vpc-lattice-svcs.us-east-1.on.aws", hostedZoneId: "Z9876543210" },
        }),
    );
    const record = (type: string) => ({
      zone_id: "Z0123456789",
      name: "orders.acme.internal",
      type,
      alias: {
        name: "orders-0a.7d67968.vpc-lattice-svcs.us-east-1.on.aws",
        zone_id: "Z9876543210",
        evaluate_target_health: false,
      },
    });
    expect(made.resources("aws_route53_record")).toEqual({ records_a: record("A"), records_aaaa: record("AAAA") });
  });
});
