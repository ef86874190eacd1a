import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeployedFunction, type DeployedFunctionProps } from "../../../modules/function/deployed-function";
import { placement, synthModule } from "../../support/synth-module";
import { ref } from "../../support/synthesized";

const dir = mkdtempSync(join(tmpdir(), "trellis-function-"));
const path = join(dir, "index.zip");
beforeAll(() => writeFileSync(path, "code"));
afterAll(() => rmSync(dir, { recursive: true }));

const synth = (props: Partial<DeployedFunctionProps> = {}) =>
  synthModule(
    (stack) =>
      new DeployedFunction(stack, "api", {
        name: "acme-orders-api",
        bundle: { entry: "functions/orders/handler.ts", path, sha256: "c2hhMjU2", size: 4 },
        placement,
        memory: 512,
        timeout: 15,
        architecture: "arm64",
        environment: {},
        logRetentionDays: 30,
        tags: { team: "orders" },
        ...props,
      }),
  );

describe("DeployedFunction", () => {
  test("deploys the code by its hash, from a path inside the output", () => {
    expect(synth().resource("aws_lambda_function")).toEqual({
      function_name: "acme-orders-api",
      filename: expect.stringMatching(/^assets\/api_code\/[0-9A-F]{32}\/index\.zip$/),
      source_code_hash: "c2hhMjU2",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      memory_size: 512,
      timeout: 15,
      publish: true,
      role: ref("aws_iam_role.api_role.arn"),
      tags: { team: "orders" },
      depends_on: ["aws_cloudwatch_log_group.api_log-group", "aws_iam_role_policy.api_policy"],
    });
  });

  test("the alias live follows the newest version", () => {
    expect(synth().resource("aws_lambda_alias")).toEqual({
      name: "live",
      function_name: ref("aws_lambda_function.api.function_name"),
      function_version: ref("aws_lambda_function.api.version"),
    });
  });

  test("its log group is there before it writes, and forgets", () => {
    expect(synth({ logRetentionDays: 7 }).resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/lambda/acme-orders-api",
      retention_in_days: 7,
    });
  });

  test("its role is named as it is, and writes to that log group only", () => {
    const made = synth();
    expect(made.resource("aws_iam_role").name).toBe("acme-orders-api");
    expect(made.policy("aws_iam_role_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${ref("aws_cloudwatch_log_group.api_log-group.arn")}:*`,
      },
    ]);
  });

  test("in a VPC its role lets Lambda manage network interfaces, and not its own code", () => {
    const made = synth({ vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } });
    expect(made.resource("aws_lambda_function").vpc_config).toEqual({
      subnet_ids: ["subnet-1"],
      security_group_ids: ["sg-1"],
    });
    const [, allow, deny] = made.policy("aws_iam_role_policy").Statement;
    expect(allow).toMatchObject({ Effect: "Allow", Resource: "*" });
    expect(deny).toEqual({
      Effect: "Deny",
      Action: allow?.Action,
      Resource: "*",
      Condition: {
        ArnEquals: {
          "lambda:SourceFunctionArn": "arn:aws:lambda:us-east-1:222222222222:function:acme-orders-api",
        },
      },
    });
  });

  test("takes environment, architecture and reserved concurrency, zero among them", () => {
    expect(
      synth({ environment: { B: "2", A: "1" }, architecture: "x86_64", reservedConcurrency: 0 }).resource(
        "aws_lambda_function",
      ),
    ).toMatchObject({
      environment: { variables: { A: "1", B: "2" } },
      architectures: ["x86_64"],
      reserved_concurrent_executions: 0,
    });
  });
});
