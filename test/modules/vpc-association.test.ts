import { ShareAccepter } from "../../modules/share-accepter";
import { VpcAssociation, type VpcAssociationProps } from "../../modules/vpc-association";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

const props: VpcAssociationProps = {
  name: "acme-storefront",
  networkArn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
  vpcId: "vpc-0123456789abcdef0",
  clients: [
    { key: "clients", securityGroupId: "sg-11111111" },
    { key: "sg-22222222", securityGroupId: "sg-22222222" },
  ],
  ports: [443, 8080],
  tags: { team: "web" },
};
const association = "aws_vpclattice_service_network_vpc_association";

const synth = (changed: Partial<VpcAssociationProps> = {}) =>
  synthModule((stack) => new VpcAssociation(stack, "association", { ...props, ...changed }));

describe("VpcAssociation", () => {
  test("trap 12(17): names the network by its ARN, since it is another account's", () => {
    expect(synth().resource(association)).toMatchObject({
      service_network_identifier: props.networkArn,
      vpc_identifier: props.vpcId,
    });
  });

  test("traps 8.2(4) and 12(19): never without a security group, which could not be taken away again", () => {
    expect(synth().resource(association).security_group_ids).toEqual([ref("aws_security_group.association_group.id")]);
  });

  test("the group lets callers in by their group, on the listener ports, and nobody else", () => {
    const made = synth();
    const rule = (client: string, port: number) => ({
      security_group_id: ref("aws_security_group.association_group.id"),
      referenced_security_group_id: client,
      ip_protocol: "tcp",
      from_port: port,
      to_port: port,
      description: "From callers",
    });
    expect(made.resources("aws_vpc_security_group_ingress_rule")).toEqual({
      "association_from-clients-443": rule("sg-11111111", 443),
      "association_from-clients-8080": rule("sg-11111111", 8080),
      "association_from-sg-22222222-443": rule("sg-22222222", 443),
      "association_from-sg-22222222-8080": rule("sg-22222222", 8080),
    });
    expect(made.resource("aws_security_group")).not.toHaveProperty("ingress");
    expect(made.types).not.toContain("aws_vpc_security_group_egress_rule");
  });

  test("trap 8.2(5): security groups are sorted and each once, so that another order is no change", () => {
    const made = synth({ securityGroupIds: ["sg-33333333", "sg-11111111", "sg-22222222", "sg-11111111"] });
    expect(made.resource(association).security_group_ids).toEqual(["sg-11111111", "sg-22222222", "sg-33333333"]);
    expect(made.types).toEqual([association]);
  });

  test("waits for what it is told to: an accepted share", () => {
    const made = synthModule((stack) => {
      const { accepter } = new ShareAccepter(stack, "accepter", {
        shareArn: "arn:aws:ram:us-east-1:1:resource-share/1",
      });
      new VpcAssociation(stack, "association", { ...props, dependsOn: [accepter] });
    });
    expect(made.resource(association).depends_on).toEqual(["aws_ram_resource_share_accepter.accepter"]);
  });
});
