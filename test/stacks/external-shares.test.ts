import { existingRole } from "../../declaration";
import { consumer, estate, service, vpcOfOthers } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { ref } from "../support/synthesized";

const courierConsumer = consumer({ account: "courier", vpc: vpcOfOthers("c") });
const accepterOf = (name: string) => `aws_ram_resource_share_accepter.${name}`;

describe("trap 12(18): an account outside the organization accepts the share of its network", () => {
  test("as consumer, before its VPC is associated", () => {
    const made = synthPlatform(estate({ consumers: { courier: courierConsumer }, services: {} })).stack(
      "consumer-courier",
    );
    expect(made.resource("aws_ram_resource_share_accepter").share_arn).toBe(
      ref("data.terraform_remote_state.network-internal.outputs.share_arn"),
    );
    expect(made.resource("aws_vpclattice_service_network_vpc_association").depends_on).toEqual([
      accepterOf("network_internal_accepter"),
    ]);
  });

  test("as producer, before its service is associated", () => {
    const made = synthPlatform(
      estate({ services: { tracking: service({ account: "courier" }) }, consumers: {} }),
    ).stack("producer-courier");
    expect(made.resource("aws_vpclattice_service_network_service_association").depends_on).toContain(
      accepterOf("network_internal_accepter"),
    );
  });

  test("once, in its producer stack, if it is both", () => {
    const dispatch = existingRole({ arn: "arn:aws:iam::666666666666:role/dispatch", calls: ["tracking"] });
    const app = synthPlatform(
      estate({
        services: { tracking: service({ account: "courier" }) },
        consumers: { courier: { ...courierConsumer, callers: { dispatch } } },
      }),
    );
    expect(app.stack("producer-courier").types).toContain("aws_ram_resource_share_accepter");
    expect(app.stack("consumer-courier").types).not.toContain("aws_ram_resource_share_accepter");
  });

  test("its consumer stack comes after the producer stack that accepts, and reads its contract", () => {
    const app = synthPlatform(
      estate({ services: { tracking: service({ account: "courier" }) }, consumers: { courier: courierConsumer } }),
    );
    expect(app.layouts.find(({ id }) => id === "consumer-courier")?.after).toEqual([
      "network-internal",
      "producer-courier",
    ]);
    expect(Object.keys(app.stack("consumer-courier").data("terraform_remote_state"))).toContain("producer-courier");
  });

  test("a member accepts the share of a network outside the organization", () => {
    const networks = { internal: { account: "courier", share: { accounts: ["orders", "storefront"] } } };
    const app = synthPlatform(estate({ networks }));
    expect(app.stack("network-internal").resource("aws_ram_resource_share").allow_external_principals).toBe(true);
    expect(app.stack("producer-orders").types).toContain("aws_ram_resource_share_accepter");
    expect(app.stack("consumer-storefront").types).toContain("aws_ram_resource_share_accepter");
    const policy = app.stack("network-internal").resource("aws_vpclattice_auth_policy").policy;
    expect(policy).toContain("666666666666");
  });

  test("without an organization every account is outside of the others", () => {
    const networks = { internal: { account: "network", share: { accounts: ["orders", "storefront"] } } };
    const app = synthPlatform(estate({ organization: undefined, networks }));
    expect(app.stack("network-internal").resource("aws_ram_resource_share").allow_external_principals).toBe(true);
    expect(app.stack("producer-orders").types).toContain("aws_ram_resource_share_accepter");
    expect(app.stack("consumer-storefront").types).toContain("aws_ram_resource_share_accepter");
  });

  test("an account of the organization has nothing to accept", () => {
    const app = synthPlatform(estate());
    for (const { id } of app.layouts) expect(app.stack(id).types).not.toContain("aws_ram_resource_share_accepter");
  });
});
