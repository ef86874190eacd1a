import { type Policy, policy } from "../../lattice/iam/policy";
import { type AuthorizationRequest, requestContext } from "../../lattice/iam/request";

/** One question about a caller in one account and a service in another: both of their policies must allow. */
export interface Case {
  readonly principal: string;
  readonly account: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

const SERVICE = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0e5f0e5f0e5f0e5f0";
const METHODS = ["GET", "POST", "PUT", "DELETE"];
const PARTS = ["orders", "orders/1", "items", "items/7/parts", "health", "admin"];

/** The service's policy: ten grants, an organization, a deny. */
export const servicePolicy = {
  Version: "2012-10-17",
  Statement: [
    ...Array.from({ length: 10 }, (_, index) => ({
      Effect: "Allow",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: [`${SERVICE}/${PARTS[index % PARTS.length]}`, `${SERVICE}/${PARTS[index % PARTS.length]}/*`],
      Condition: {
        StringEquals: {
          "aws:PrincipalArn": `arn:aws:iam::333333333333:role/caller-${index}`,
          "aws:PrincipalOrgID": "o-a1b2c3d4e5",
          "vpc-lattice-svcs:RequestMethod": METHODS.slice(index % 3),
        },
      },
    })),
    {
      Effect: "Deny",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: `${SERVICE}/admin*`,
      Condition: { StringNotLike: { "vpc-lattice-svcs:SourceVpc": "vpc-0ad*" } },
    },
  ],
};

/** The caller's policy. */
export const callerPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "logs:*", Resource: "*" },
    { Effect: "Allow", Action: "vpc-lattice-svcs:Invoke", Resource: `${SERVICE}/*` },
    { Effect: "Deny", Action: "vpc-lattice-svcs:Invoke", Resource: `${SERVICE}/health` },
  ],
};

/** The same cases at every run: every caller with every method and path. */
export const CASES: readonly Case[] = Array.from({ length: 12 }).flatMap((_, caller) =>
  METHODS.flatMap((method) =>
    PARTS.map((part) => ({
      principal: `arn:aws:iam::333333333333:role/caller-${caller}`,
      account: "333333333333",
      resource: `${SERVICE}/${part}`,
      context: {
        "aws:PrincipalArn": `arn:aws:iam::333333333333:role/caller-${caller}`,
        "aws:PrincipalAccount": "333333333333",
        "aws:PrincipalOrgID": "o-a1b2c3d4e5",
        "vpc-lattice-svcs:RequestMethod": method,
        "vpc-lattice-svcs:RequestPath": `/${part}`,
        "vpc-lattice-svcs:SourceVpc": caller % 2 === 0 ? "vpc-0ad1" : "vpc-1",
      },
    })),
  ),
);

/** The policies, compiled once as an estate has them. */
export const compiled: readonly Policy[] = [policy(servicePolicy, "auth"), policy(callerPolicy, "identity")];

/** A case as Trellis asks it. */
export function asked({ principal, account, resource, context }: Case): AuthorizationRequest {
  return {
    principal: { kind: "aws", account, names: [principal] },
    action: "vpc-lattice-svcs:Invoke",
    resource,
    context: requestContext(context),
  };
}
