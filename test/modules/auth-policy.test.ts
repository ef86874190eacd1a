import { VpclatticeService } from "@cdktf/provider-aws/lib/vpclattice-service";
import { AuthPolicy } from "../../modules/auth-policy";
import { synthModule } from "../support/synth-module";
import { ref } from "../support/synthesized";

describe("AuthPolicy", () => {
  const made = synthModule((stack) => {
    const resource = new VpclatticeService(stack, "service", { name: "orders" });
    const document = {
      Version: "2012-10-17" as const,
      Statement: [
        {
          Effect: "Allow" as const,
          Principal: "*" as const,
          Action: "vpc-lattice-svcs:Invoke",
          Resource: `${resource.arn}/*`,
        },
      ],
    };
    new AuthPolicy(stack, "auth", { resource, document });
  });
  const policy = made.resource("aws_vpclattice_auth_policy");

  test("is attached by ARN, which the provider asks for", () => {
    expect(policy.resource_identifier).toBe(ref("aws_vpclattice_service.service.arn"));
  });

  test("traps 8.2(2) and 12(10): it is replaced with its resource, never moved in place and left behind", () => {
    expect(policy.lifecycle).toEqual({ replace_triggered_by: ["aws_vpclattice_service.service.arn"] });
  });

  test("trap 12(6): it is one line without white space", () => {
    expect(policy.policy).not.toMatch(/\s/);
    expect(made.policy("aws_vpclattice_auth_policy").Statement).toEqual([
      expect.objectContaining({ Resource: `${ref("aws_vpclattice_service.service.arn")}/*` }),
    ]);
  });
});
