import { LogDelivery } from "../../modules/log-delivery";
import { placement, synthModule } from "../support/synth-module";

describe("LogDelivery", () => {
  const made = synthModule((stack) => new LogDelivery(stack, "delivery", placement));

  test("lets log delivery write to the platform's log groups, for its own account and region", () => {
    expect(made.policy("aws_cloudwatch_log_resource_policy", undefined, "policy_document").Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:us-east-1:222222222222:log-group:/aws/vendedlogs/vpc-lattice/acme/*:log-stream:*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "222222222222" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:222222222222:*" },
        },
      },
    ]);
  });

  test("is named after its stack: two stacks of one account keep their own", () => {
    expect(made.resource("aws_cloudwatch_log_resource_policy").policy_name).toBe("acme-under-test-access-logs");
  });
});
