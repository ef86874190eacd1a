import { type DeployScope, deployRights } from "./deploy-rights";
import { platformTag } from "./deploy-rights/conditions";
import type { Conditions, IdentityStatement } from "./statement";

/**
 * What a deploy role's boundary holds of AWS RAM and denies of VPC Lattice and RAM: the conditions of the rights once more,
 * in a form that does not grow with the declaration, since a boundary is one policy.
 */
export function latticeAndShareLimits(scope: DeployScope): IdentityStatement[] {
  const { partition, accountId, platform, declared } = scope;
  const shares = (account: string) => `arn:${partition}:ram:*:${account}:resource-share/*`;
  const lattice = `arn:${partition}:vpc-lattice:*:${accountId}:*`;
  const notOurs = { StringNotEquals: { [`aws:ResourceTag/${platformTag}`]: platform } };
  const authType = (verb: string, condition: Conditions) =>
    deny([`vpc-lattice:${verb}Service`, `vpc-lattice:${verb}ServiceNetwork`], "*", condition);
  return [
    { Effect: "Allow", Action: shareActions.filter((action) => action !== leave), Resource: "*" },
    { Effect: "Allow", Action: leave, Resource: [accountId, ...declared.invitingAccounts].map(shares) },
    deny(latticeChanges, lattice, notOurs),
    deny(["vpc-lattice:TagResource"], lattice, { ...notOurs, Null: { "vpc-lattice:CreateAction": "true" } }),
    deny(shareChanges, shares(accountId), notOurs),
    deny(["vpc-lattice:Create*", "ram:CreateResourceShare"], "*", {
      StringNotEquals: { [`aws:RequestTag/${platformTag}`]: platform },
    }),
    authType("Create", { StringNotEquals: { "vpc-lattice:AuthType": "AWS_IAM" } }),
    authType("Update", { StringEquals: { "vpc-lattice:AuthType": "NONE" } }),
    deny(["ram:AssociateResourceShare", "ram:CreateResourceShare"], "*", {
      StringNotEquals: { "ram:RequestedResourceType": "vpc-lattice:ServiceNetwork" },
      Null: { "ram:RequestedResourceType": "false" },
    }),
    ...(declared.sharesOutside ? [] : inside),
    deny(["ram:AcceptResourceShareInvitation"], "*", {
      StringNotEquals: { "ram:ShareOwnerAccountId": [...declared.invitingAccounts, accountId] },
    }),
  ];
}

const leave = "ram:DisassociateResourceShare";

const shareActions = actionsOf("ram");

const shareChanges = shareActions.filter((action) => /:(Associate|Delete|Disassociate|Tag|Untag|Update)/.test(action));

const latticeChanges = [
  "vpc-lattice:Delete*",
  "vpc-lattice:DeregisterTargets",
  "vpc-lattice:Put*",
  "vpc-lattice:RegisterTargets",
  "vpc-lattice:UntagResource",
  "vpc-lattice:Update*",
];

/** AWS RAM takes true where a new share does not say whether it is open to accounts outside the organization. */
const inside = [
  deny(["ram:CreateResourceShare", "ram:UpdateResourceShare"], "*", {
    Bool: { "ram:RequestedAllowsExternalPrincipals": "true" },
  }),
  deny(["ram:CreateResourceShare"], "*", { Null: { "ram:RequestedAllowsExternalPrincipals": "true" } }),
];

function deny(actions: readonly string[], resource: string, conditions: Conditions): IdentityStatement {
  return { Effect: "Deny", Action: actions, Resource: resource, Condition: conditions };
}

function actionsOf(service: string): string[] {
  const all = Object.values(deployRights).flatMap((rights) => rights.flatMap((right) => right.actions));
  return [...new Set(all.filter((action) => action.startsWith(`${service}:`)))].sort();
}
