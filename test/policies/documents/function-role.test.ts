import { functionPolicy, lambdaTrust } from "../../../policies/documents/function-role";

const logGroupArn = "arn:aws:logs:us-east-1:222222222222:log-group:/aws/lambda/acme-orders-api";

it("is trusted by Lambda, and by nobody else", () => {
  expect(lambdaTrust.Statement).toEqual([
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
});

it("writes its own logs and nothing else", () => {
  expect(functionPolicy({ logGroupArn }).Statement).toEqual([
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroupArn}:*` },
  ]);
});

it("lets Lambda manage network interfaces in a VPC, and the function's own code not", () => {
  const functionArnInVpc = "arn:aws:lambda:us-east-1:222222222222:function:acme-orders-api";
  const [, allow, deny, ...others] = functionPolicy({ logGroupArn, functionArnInVpc }).Statement;
  expect(others).toEqual([]);
  expect(allow).toMatchObject({ Effect: "Allow", Resource: "*" });
  expect(allow?.Action).toContain("ec2:CreateNetworkInterface");
  expect(deny).toEqual({
    ...allow,
    Effect: "Deny",
    Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArnInVpc } },
  });
});
