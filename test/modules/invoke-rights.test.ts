import { InvokeRights } from "../../modules/invoke-rights";
import { synthModule } from "../support/synth-module";

const serviceArn = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0";

describe("InvokeRights", () => {
  test("the caller's gate names service, paths and methods, and nothing else", () => {
    const made = synthModule(
      (stack) =>
        new InvokeRights(stack, "invoke", {
          roleName: "reports",
          platform: "acme",
          caller: "storefront.reports",
          rights: [
            { serviceArn, methods: ["GET"], paths: ["/orders", "/orders/*"] },
            { serviceArn, methods: [], paths: ["/health"] },
          ],
        }),
    );
    expect(made.resource("aws_iam_role_policy").role).toBe("reports");
    expect(made.policy("aws_iam_role_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: [`${serviceArn}/orders`, `${serviceArn}/orders/*`],
        Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "GET" } },
      },
      { Effect: "Allow", Action: "vpc-lattice-svcs:Invoke", Resource: `${serviceArn}/health` },
    ]);
  });

  test("one role may be several callers: their policies do not overwrite each other", () => {
    const rights = [{ serviceArn, methods: [], paths: ["/*"] }];
    const made = synthModule((stack) => {
      for (const caller of ["web.reports", "batch.reports"]) {
        new InvokeRights(stack, caller.replace(".", "_"), { roleName: "reports", platform: "acme", caller, rights });
      }
    });
    const names = Object.values(made.resources("aws_iam_role_policy")).map(({ name }) => name);
    expect(names.sort()).toEqual(["acme-lattice-invoke-batch.reports", "acme-lattice-invoke-web.reports"]);
  });
});
