import { functionIn } from "./function-in";
import { ask, type Blocks, document, PARAMETER, ref, set, shop } from "./shop";

describe("where a role calls from", () => {
  const trust = (Principal: unknown) => ({
    assume_role_policy: document({ Effect: "Allow", Principal, Action: "sts:AssumeRole" }),
  });
  const lambda = { Service: "lambda.amazonaws.com" };
  const elsewhere = (change: (resource: Blocks) => void) =>
    ask({
      one: shop((resource) => {
        functionIn([ref("aws_subnet.other.id")], [])(resource);
        change(resource);
      }),
    }).outcome();

  test("where the functions run that nobody but Lambda may be", () => {
    expect(elsewhere((resource) => set(resource, "aws_iam_role", "app", trust(lambda)))).toBe("deny");
  });

  test.each<[string, unknown]>([
    ["an account", { AWS: "111111111111" }],
    ["everybody", "*"],
    ["another service beside Lambda", { Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }],
  ])("anywhere when %s may assume it", (_, principal) => {
    expect(elsewhere((resource) => set(resource, "aws_iam_role", "app", trust(principal)))).toBe("allow");
  });

  test("anywhere when only apply tells who may assume it", () => {
    const change = (resource: Blocks) => set(resource, "aws_iam_role", "app", { assume_role_policy: PARAMETER });
    expect(elsewhere(change)).toBe("allow");
  });

  test.each<[string, unknown]>([
    ["only apply tells", PARAMETER],
    ["are declared elsewhere", ["subnet-0123456789abcdef0"]],
  ])("anywhere when another function's subnets %s", (_, subnets) => {
    expect(elsewhere(functionIn(subnets, [], "second"))).toBe("allow");
  });
});
