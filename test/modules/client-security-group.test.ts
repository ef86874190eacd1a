import { ClientSecurityGroup } from "../../modules/client-security-group";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

describe("ClientSecurityGroup", () => {
  const made = synthModule(
    (stack) =>
      new ClientSecurityGroup(stack, "clients", {
        name: "acme-storefront",
        vpcId: "vpc-0123456789abcdef0",
        region: "eu-west-1",
        ports: [443, 8080],
        tags: { team: "web" },
      }),
  );

  test("has no rule of its own, so nothing comes in and nothing else goes out", () => {
    expect(made.resource("aws_security_group")).toEqual({
      name: "lattice-client-acme-storefront",
      description: "Callers of VPC Lattice services: out to VPC Lattice only",
      vpc_id: "vpc-0123456789abcdef0",
      tags: { team: "web", Name: "lattice-client-acme-storefront" },
      lifecycle: { create_before_destroy: true },
    });
    expect(made.types).toEqual(["aws_security_group", "aws_vpc_security_group_egress_rule"]);
  });

  test("lets out to VPC Lattice's own prefix lists, over IPv4 and IPv6, on the listener ports only", () => {
    expect(made.data("aws_ec2_managed_prefix_list")).toEqual({
      "clients_ipv4-prefixes": { name: "com.amazonaws.eu-west-1.vpc-lattice" },
      "clients_ipv6-prefixes": { name: "com.amazonaws.eu-west-1.ipv6.vpc-lattice" },
    });
    const rule = (family: string, port: number) => ({
      security_group_id: ref("aws_security_group.clients.id"),
      prefix_list_id: `\${data.aws_ec2_managed_prefix_list.clients_${family}-prefixes.id}`,
      ip_protocol: "tcp",
      from_port: port,
      to_port: port,
      description: `To VPC Lattice over ${family}`,
    });
    expect(made.resources("aws_vpc_security_group_egress_rule")).toEqual({
      "clients_ipv4-443": rule("ipv4", 443),
      "clients_ipv4-8080": rule("ipv4", 8080),
      "clients_ipv6-443": rule("ipv6", 443),
      "clients_ipv6-8080": rule("ipv6", 8080),
    });
  });
});
