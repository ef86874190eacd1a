import { ec2RuleDescriptions } from "../../../../local/aws/gaps/ec2-rule-descriptions";
import { type AwsResponse, xmlResponse } from "../../../../local/aws/http/response";
import type { Forward } from "../../../../local/aws/moto/forward";
import { motoRequest } from "../../../../local/aws/moto/neighbours";

const CALLER = { account: "111111111111", arn: "arn", userId: "id" };

/** A moto with a rule of its own that it describes, and one that it does not. */
const moto: Forward = async ({ body }) =>
  xmlResponse(
    200,
    body.includes("Authorize")
      ? "<R><set><item><securityGroupRuleId>sgr-2</securityGroupRuleId></item></set></R>"
      : "<R><set><item><description>own</description><securityGroupRuleId>sgr-1</securityGroupRuleId></item><item><securityGroupRuleId>sgr-2</securityGroupRuleId><tagSet><item><key>k</key></item></tagSet></item></set></R>",
  );

async function call(gap: ReturnType<typeof ec2RuleDescriptions>, parameters: Record<string, string>) {
  const body = new URLSearchParams(parameters).toString();
  const answer: AwsResponse | undefined = await gap(motoRequest("ec2", "us-east-1", "POST", "/", "", body), CALLER);
  return answer && String(answer.body);
}

test.each([
  ["Ingress", "IpPermissions.1.Groups.1.Description"],
  ["Egress", "IpPermissions.1.PrefixListIds.1.Description"],
])("the description of a rule (%s) is in every answer, and moto's own stays", async (direction, parameter) => {
  const gap = ec2RuleDescriptions(moto);
  await call(gap, { Action: `AuthorizeSecurityGroup${direction}`, [parameter]: "in & out" });
  expect(await call(gap, { Action: "DescribeSecurityGroupRules" })).toBe(
    "<R><set><item><description>own</description><securityGroupRuleId>sgr-1</securityGroupRuleId></item><item><securityGroupRuleId>sgr-2</securityGroupRuleId><description>in &amp; out</description><tagSet><item><key>k</key></item></tagSet></item></set></R>",
  );
});

test("a rule without a description gets none, and other actions are moto's", async () => {
  const gap = ec2RuleDescriptions(moto);
  await call(gap, { Action: "AuthorizeSecurityGroupIngress" });
  expect(await call(gap, { Action: "DescribeSecurityGroupRules" })).not.toContain("sgr-2</securityGroupRuleId><desc");
  expect(await call(gap, { Action: "DescribeVpcs" })).toBeUndefined();
});
