import platform from "../../example";
import { estate } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { asBlock } from "../support/synthesized";

const example = synthPlatform(platform);

describe("the provider of a stack", () => {
  const providers = (id: string, app = example) => asBlock(app.stack(id).json.provider).aws;

  test("assumes the account's deploy role, and deploys into no other account", () => {
    expect(providers("producer-orders")).toEqual([
      {
        region: "us-east-1",
        allowed_account_ids: ["222222222222"],
        assume_role: [
          {
            role_arn: "arn:aws:iam::222222222222:role/trellis-deploy",
            session_name: "trellis-producer-orders",
          },
        ],
        default_tags: [
          {
            tags: { owner: "platform-team", "trellis:platform": "acme", "trellis:stack": "producer-orders" },
          },
        ],
      },
    ]);
  });

  test("has the account's own role and external id", () => {
    expect(providers("producer-payments")).toEqual([
      expect.objectContaining({
        assume_role: [
          {
            role_arn: "arn:aws:iam::333333333333:role/payments-deploy",
            external_id: "acme-payments",
            session_name: "trellis-producer-payments",
          },
        ],
      }),
    ]);
  });

  test("deploys where the stack is", () => {
    expect(providers("producer-documents-eu-west-1")).toEqual([
      expect.objectContaining({ region: "eu-west-1", allowed_account_ids: ["444444444444"] }),
    ]);
  });

  test("every stack of the example pins its account", () => {
    for (const { id, account } of example.layouts) {
      expect(providers(id)).toEqual([
        expect.objectContaining({ allowed_account_ids: [platform.accounts[account]?.id] }),
      ]);
    }
  });

  test("takes a role by ARN, and a role for all accounts", () => {
    const app = synthPlatform(
      estate({
        deployRole: "deployer",
        accounts: {
          network: { id: "111111111111", deployRole: "arn:aws:iam::111111111111:role/ci/network" },
          orders: { id: "222222222222" },
          courier: { id: "666666666666", external: true },
          storefront: { id: "555555555555" },
        },
      }),
    );
    expect(providers("network-internal", app)).toHaveProperty(
      "0.assume_role.0.role_arn",
      "arn:aws:iam::111111111111:role/ci/network",
    );
    expect(providers("producer-orders", app)).toHaveProperty(
      "0.assume_role.0.role_arn",
      "arn:aws:iam::222222222222:role/deployer",
    );
  });
});

describe("every stack of the example", () => {
  test("says which Terraform and which AWS provider it is written for", () => {
    for (const { id } of example.layouts) {
      expect(example.stack(id).json.terraform).toMatchObject({
        required_version: ">= 1.10.0",
        required_providers: { aws: { version: ">= 5.100.0, < 7.0.0" } },
      });
    }
  });

  test("uses no region argument of a resource, which provider 5.100 does not have", () => {
    for (const { id } of example.layouts) {
      const stack = example.stack(id);
      for (const type of stack.types) {
        for (const resource of Object.values(stack.resources(type))) expect(resource).not.toHaveProperty("region");
      }
    }
  });

  test("reads other stacks through contracts alone, and exactly those that it comes after", () => {
    for (const { id, after } of example.layouts) {
      expect([id, Object.keys(example.stack(id).data("terraform_remote_state")).sort()]).toEqual([id, after]);
      expect(JSON.stringify(example.stack(id).json)).not.toContain("cross-stack");
    }
  });

  test("has addresses that people read", () => {
    expect(Object.keys(example.stack("producer-orders").resources("aws_vpclattice_target_group"))).toEqual([
      "service_orders_target_api",
      "service_orders_target_legacy",
    ]);
  });
});
