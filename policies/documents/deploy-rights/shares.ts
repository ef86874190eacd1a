import type { Conditions } from "../statement";
import { here, tagged, toBeTagged } from "./conditions";
import type { DeployScope, Right, Rights } from "./right";
import { everything } from "./right";

const shares = ({ partition, accountId }: DeployScope) => [`arn:${partition}:ram:*:${accountId}:resource-share/*`];

const ram = (names: readonly string[]) => names.map((name) => `ram:${name}`);

const read: Right = {
  actions: ram([
    "GetResourceShareAssociations",
    "GetResourceShareInvitations",
    "GetResourceShares",
    "ListResourceSharePermissions",
    "ListResources",
  ]),
  resources: everything,
};

/** Whether a share may be open to accounts outside the organization is said by whoever makes or changes it. */
function inside({ declared }: DeployScope, operator: "Bool" | "BoolIfExists"): Conditions {
  return declared.sharesOutside ? {} : { [operator]: { "ram:RequestedAllowsExternalPrincipals": "false" } };
}

/**
 * Networks alone, and with declared principals alone. AWS RAM asks for every resource and every principal by itself, and
 * the key of the one is absent for the other (RAM User Guide, "Example IAM policies").
 */
const declaredOnly = ({ declared }: DeployScope) => ({
  StringEqualsIfExists: { "ram:RequestedResourceType": "vpc-lattice:ServiceNetwork" },
  "ForAllValues:StringEquals": { "ram:Principal": [...declared.sharePrincipals] },
});

function change(...names: string[]): Right {
  return { actions: ram(names), resources: shares, conditions: tagged };
}

const associations: readonly Right[] = [
  {
    actions: ram(["AssociateResourceShare"]),
    resources: shares,
    conditions: (scope) => ({ ...tagged(scope), ...declaredOnly(scope) }),
  },
  // Whom the declaration no longer names must go as well.
  change("DisassociateResourceShare"),
  read,
];

export const shareRights: Rights = {
  aws_ram_resource_share: [
    {
      actions: ram(["CreateResourceShare"]),
      resources: everything,
      conditions: (scope) => ({ ...toBeTagged(scope), ...declaredOnly(scope), ...inside(scope, "Bool") }),
    },
    {
      actions: ram(["UpdateResourceShare"]),
      resources: shares,
      conditions: (scope) => ({ ...tagged(scope), ...inside(scope, "BoolIfExists") }),
    },
    change("DeleteResourceShare", "TagResource", "UntagResource"),
    read,
  ],
  aws_ram_resource_association: [
    ...associations,
    {
      // AWS RAM writes it in the name of whoever shares.
      actions: ["vpc-lattice:DeleteResourcePolicy", "vpc-lattice:GetResourcePolicy", "vpc-lattice:PutResourcePolicy"],
      resources: ({ partition, accountId }) => [`arn:${partition}:vpc-lattice:*:${accountId}:servicenetwork/*`],
      conditions: tagged,
    },
  ],
  aws_ram_principal_association: associations,
  aws_ram_resource_share_accepter: [
    {
      actions: ram(["AcceptResourceShareInvitation"]),
      resources: ({ declared }) => (declared.invitingAccounts.length === 0 ? [] : everything()),
      conditions: (scope) => ({
        StringEquals: { ...here(scope).StringEquals, "ram:ShareOwnerAccountId": [...scope.declared.invitingAccounts] },
      }),
    },
    {
      // The account leaves the share, which belongs to the other one: its tags are not seen here.
      actions: ram(["DisassociateResourceShare"]),
      resources: ({ partition, declared }) =>
        declared.invitingAccounts.map((id) => `arn:${partition}:ram:*:${id}:resource-share/*`),
      conditions: (scope) => ({
        ...here(scope),
        "ForAllValues:StringEquals": { "ram:Principal": [scope.accountId] },
      }),
    },
    read,
  ],
};
