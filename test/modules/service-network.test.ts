import { ServiceNetwork } from "../../modules/service-network";
import { networkPolicy } from "../../policies/documents/network-policy";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

describe("ServiceNetwork", () => {
  const policy = networkPolicy({
    organizationId: "o-a1b2c3d4e5",
    accountIds: [],
    anonymous: false,
    statements: [],
  });
  const made = synthModule((stack) => new ServiceNetwork(stack, "network", { name: "internal", policy, tags: {} }));

  test("trap 12(3): asks for IAM authorization, AWS's default would let every workload in", () => {
    expect(made.resource("aws_vpclattice_service_network")).toMatchObject({ name: "internal", auth_type: "AWS_IAM" });
  });

  test("trap 12(2): has a policy, without which everybody is denied", () => {
    expect(made.resource("aws_vpclattice_auth_policy").resource_identifier).toBe(
      ref("aws_vpclattice_service_network.network.arn"),
    );
    expect(made.policy("aws_vpclattice_auth_policy")).toEqual(policy);
  });
});
