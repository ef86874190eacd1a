import type { TrustSource } from "../accounts/web-identity";
import { xmlValues } from "../http/xml";
import type { Forward } from "./forward";
import { motoRequest } from "./neighbours";

/** Asks moto's IAM for roles and identity providers. */
export function motoTrust(forward: Forward): TrustSource {
  const ask = async (account: string, parameters: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ Version: "2010-05-08", ...parameters }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await forward(motoRequest("iam", "us-east-1", "POST", "/", "", body, headers), account);
    return answer.status === 200 ? answer.body.toString() : undefined;
  };
  return {
    trustPolicyOf: async (account, RoleName) => {
      const [document] = xmlValues(
        (await ask(account, { Action: "GetRole", RoleName })) ?? "",
        "AssumeRolePolicyDocument",
      );
      return document === undefined ? undefined : JSON.parse(decodeURIComponent(document));
    },
    audiencesOf: async (account, issuer) => {
      const listed = (await ask(account, { Action: "ListOpenIDConnectProviders" })) ?? "";
      const arn = xmlValues(listed, "Arn").find((each) => each.endsWith(`:oidc-provider/${issuer}`));
      if (arn === undefined) return undefined;
      const found = await ask(account, { Action: "GetOpenIDConnectProvider", OpenIDConnectProviderArn: arn });
      const [ids = ""] = xmlValues(found ?? "", "ClientIDList");
      return xmlValues(ids, "member");
    },
  };
}
