import { escapeXml, xmlValues } from "../http/xml";
import type { Forward } from "../moto/forward";
import type { Gap } from "./gap";

/**
 * moto 5.2.1 keeps the description of a security group rule with its address range, so a rule that names a prefix list or
 * another group has none, and every plan of such a rule shows a change. Here it is remembered, and put into what
 * DescribeSecurityGroupRules returns without one. A rule's id is never used twice.
 */
export function ec2RuleDescriptions(forward: Forward): Gap {
  const remembered = new Map<string, string>();
  return async (request, caller) => {
    const sent = new URLSearchParams(request.body.toString());
    const action = sent.get("Action") ?? "";
    if (/^AuthorizeSecurityGroup(In|E)gress$/.test(action)) {
      const response = await forward(request, caller.account);
      const rules = xmlValues(Buffer.from(response.body).toString(), "securityGroupRuleId");
      for (const rule of rules) remembered.set(rule, describedIn(sent));
      return response;
    }
    if (action !== "DescribeSecurityGroupRules") return undefined;
    const response = await forward(request, caller.account);
    return { ...response, body: withDescriptions(Buffer.from(response.body).toString(), remembered) };
  };
}

/** The AWS provider authorizes one rule at a time: there is one description, or none. */
function describedIn(sent: URLSearchParams): string {
  const found = [...sent].find(([name]) => /^IpPermissions\.\d+\.(Groups|PrefixListIds)\.\d+\.Description$/.test(name));
  return found?.[1] ?? "";
}

function withDescriptions(answer: string, remembered: ReadonlyMap<string, string>): string {
  const rule = /<securityGroupRuleId>([^<]+)<\/securityGroupRuleId>/g;
  return answer.replace(/<item>(?:(?!<item>)[\s\S])*?<securityGroupRuleId>[\s\S]*?<\/item>/g, (item) => {
    const description = remembered.get(new RegExp(rule).exec(item)?.[1] ?? "") ?? "";
    if (description === "" || item.includes("<description>")) return item;
    return item.replace(rule, (id) => `${id}<description>${escapeXml(description)}</description>`);
  });
}
