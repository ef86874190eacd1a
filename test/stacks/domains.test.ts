import { caller, consumer, estate, service, vpcOfOthers } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { ref } from "../support/synthesized";

const domain = {
  name: "orders.acme.internal",
  certificateArn: "arn:aws:acm:us-east-1:222222222222:certificate/7a1d9c30",
};
const hostedZoneId = "Z0123456789ABCDEFGHIJ";
const grants = [{ to: ["storefront.web", "orders.batch"], methods: ["GET"], paths: ["/*"] }];

/** Called from a VPC of another account, and from one of its own. */
const synth = (zone: Readonly<Record<string, unknown>>) =>
  synthPlatform(
    estate({
      services: { orders: service({ domain: { ...domain, ...zone }, grants }) },
      consumers: {
        storefront: consumer({ vpc: vpcOfOthers("a"), callers: { web: caller("orders") } }),
        orders: consumer({ account: "orders", vpc: vpcOfOthers("b"), callers: { batch: caller("orders") } }),
      },
    }),
  );

describe("a domain without a zone", () => {
  const app = synth({});

  test("trap 12(16): every consumer has a zone of its own that leads to the generated name", () => {
    const made = app.stack("consumer-storefront");
    expect(made.resource("aws_route53_zone")).toMatchObject({
      name: "orders.acme.internal",
      vpc: [{ vpc_id: "vpc-aaaaaaaaaaaaaaaaa" }],
    });
    const outputs = "data.terraform_remote_state.producer-orders.outputs.services.orders";
    for (const record of Object.values(made.resources("aws_route53_record"))) {
      expect(record.alias).toMatchObject({
        name: ref(`${outputs}.dns_name`),
        zone_id: ref(`${outputs}.hosted_zone_id`),
      });
    }
    expect(app.stack("consumer-orders").resource("aws_route53_zone").vpc).toEqual([
      { vpc_id: "vpc-bbbbbbbbbbbbbbbbb" },
    ]);
  });

  test("the producer makes no record: there is no zone in its account", () => {
    const producer = app.stack("producer-orders");
    expect(producer.types.filter((type) => type.startsWith("aws_route53"))).toEqual([]);
    expect(producer.resource("aws_vpclattice_service")).toMatchObject({
      custom_domain_name: domain.name,
      certificate_arn: domain.certificateArn,
    });
  });
});

describe("a domain in a zone of the producer's account", () => {
  const app = synth({ hostedZoneId });

  test("has its records there", () => {
    const records = Object.values(app.stack("producer-orders").resources("aws_route53_record"));
    expect(records.map(({ zone_id, name, type }) => [zone_id, name, type])).toEqual([
      [hostedZoneId, "orders.acme.internal", "A"],
      [hostedZoneId, "orders.acme.internal", "AAAA"],
    ]);
    expect(records[0]?.alias).toMatchObject({
      name: ref("aws_vpclattice_service.service_orders.dns_entry[0].domain_name"),
    });
  });

  test("the producer authorizes VPCs of other accounts, its own need no leave", () => {
    expect(app.stack("producer-orders").resource("aws_route53_vpc_association_authorization")).toEqual({
      zone_id: hostedZoneId,
      vpc_id: "vpc-aaaaaaaaaaaaaaaaa",
      vpc_region: "us-east-1",
    });
  });

  test.each([
    ["consumer-storefront", "vpc-aaaaaaaaaaaaaaaaa"],
    ["consumer-orders", "vpc-bbbbbbbbbbbbbbbbb"],
  ])("%s associates its VPC, and keeps no zone", (id, vpcId) => {
    expect(app.stack(id).resource("aws_route53_zone_association")).toMatchObject({
      zone_id: hostedZoneId,
      vpc_id: vpcId,
    });
    expect(app.stack(id).types).not.toContain("aws_route53_zone");
  });
});

test("two services in one hosted zone: one authorization and one association per VPC", () => {
  const second = service({ domain: { ...domain, name: "two.acme.internal", hostedZoneId }, grants });
  const app = synthPlatform(
    estate({
      services: { orders: service({ domain: { ...domain, hostedZoneId }, grants }), second },
      consumers: {
        storefront: consumer({ vpc: vpcOfOthers("a"), callers: { web: caller("orders", "second") } }),
        orders: consumer({ account: "orders", vpc: vpcOfOthers("b"), callers: { batch: caller("orders") } }),
      },
    }),
  );
  const authorizations = app.stack("producer-orders").resources("aws_route53_vpc_association_authorization");
  const associations = app.stack("consumer-storefront").resources("aws_route53_zone_association");
  expect(Object.values(authorizations)).toHaveLength(1);
  expect(Object.values(associations)).toHaveLength(1);
});
