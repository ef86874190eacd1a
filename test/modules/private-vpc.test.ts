import { PrivateVpc } from "../../modules/private-vpc";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

describe("PrivateVpc", () => {
  const made = synthModule(
    (stack) =>
      new PrivateVpc(stack, "vpc", {
        name: "acme-storefront",
        cidr: "10.20.0.0/16",
        subnets: ["10.20.0.0/20", "10.20.16.0/20"],
        tags: { team: "web" },
      }),
  );

  test("has no way to the internet: no gateway, no NAT, no route", () => {
    expect(made.types).toEqual(["aws_route_table", "aws_route_table_association", "aws_subnet", "aws_vpc"]);
    expect(made.resource("aws_route_table")).toEqual({
      vpc_id: ref("aws_vpc.vpc.id"),
      tags: { team: "web", Name: "acme-storefront" },
    });
  });

  test("resolves names inside: callers find services by name", () => {
    expect(made.resource("aws_vpc")).toMatchObject({
      cidr_block: "10.20.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  test("never puts two subnets into one zone: the plan says that the Region has too few", () => {
    expect(made.resource("aws_vpc").lifecycle).toEqual({
      create_before_destroy: true,
      precondition: [
        {
          condition: ref("length(data.aws_availability_zones.vpc_zones.names) >= 2"),
          error_message: "The VPC acme-storefront has 2 subnets, and the Region has fewer Availability Zones for them.",
        },
      ],
    });
  });

  test("puts one subnet into each zone that VPC Lattice serves, and leaves it there", () => {
    expect(made.data("aws_availability_zones")).toMatchObject({
      vpc_zones: {
        state: "available",
        exclude_zone_ids: expect.arrayContaining(["use1-az3", "euc1-az2"]),
        filter: [{ name: "zone-type", values: ["availability-zone"] }],
      },
    });
    expect(made.resource("aws_subnet", "vpc_subnet-1")).toEqual({
      vpc_id: ref("aws_vpc.vpc.id"),
      cidr_block: "10.20.16.0/20",
      availability_zone: ref("data.aws_availability_zones.vpc_zones.names[1]"),
      lifecycle: { create_before_destroy: true, ignore_changes: ["availability_zone"] },
      tags: { team: "web", Name: "acme-storefront-private-1" },
    });
    expect(made.resource("aws_route_table_association", "vpc_route-1")).toEqual({
      subnet_id: ref("aws_subnet.vpc_subnet-1.id"),
      route_table_id: ref("aws_route_table.vpc_routes.id"),
    });
  });
});
