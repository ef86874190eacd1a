import { here, tagged, toBeTagged } from "./conditions";
import type { DeployScope, Right } from "./right";
import { everything } from "./right";

/*
 * Which action knows which resources and keys: Service Authorization Reference, Amazon VPC Lattice. The keys of a resource
 * type hold for every action on it, so RegisterTargets and PutAuthPolicy know the tags of what they change.
 */

const own = ({ partition, accountId }: DeployScope) => [`arn:${partition}:vpc-lattice:*:${accountId}:*`];

const ofKind =
  (...names: readonly string[]) =>
  ({ partition, accountId }: DeployScope) =>
    names.map((name) => `arn:${partition}:vpc-lattice:*:${accountId}:${name.toLowerCase()}/*`);

/** Also networks that a declared account shares, whose tags nobody else sees. */
const networks = ({ partition, declared }: DeployScope) =>
  declared.networkAccounts.map((id) => `arn:${partition}:vpc-lattice:*:${id}:servicenetwork/*`);

const lattice = (names: readonly string[]) => names.map((name) => `vpc-lattice:${name}`);

/**
 * What a plan and every waiting reads, whoever made it: of what is gone already VPC Lattice knows no tags, and the
 * provider waits for "not found".
 */
export function get(...names: string[]): Right {
  return { actions: lattice(names), resources: own, conditions: here };
}

/** What an earlier deploy made and no state knows is found by listing (`deploy/adopt/`). Lists know no single resource. */
export function list(name: string): Right {
  return { actions: lattice([`List${name}`]), resources: everything, conditions: here };
}

/** Actions on what the platform's stacks made before. */
export function change(...names: string[]): Right {
  return { actions: lattice(names), resources: own, conditions: tagged };
}

/** Tags are given where something is made, and changed on what has the platform's. */
const tagging: readonly Right[] = [
  {
    actions: lattice(["TagResource"]),
    resources: own,
    conditions: (scope) => ({ ...toBeTagged(scope), StringLike: { "vpc-lattice:CreateAction": "Create*" } }),
  },
  change("TagResource", "UntagResource"),
  // It knows no resource.
  { actions: lattice(["ListTagsForResource"]), resources: everything, conditions: here },
];

/** What a stack needs for a kind of resource that has tags, except to make and to change it. */
function kept(name: string): readonly Right[] {
  return [change(`Delete${name}`), get(`Get${name}`), ...tagging];
}

/** What a stack needs for a kind of resource that has tags, except to change it. */
export function kind(name: string): readonly Right[] {
  return [{ actions: lattice([`Create${name}`]), resources: own, conditions: toBeTagged }, ...kept(name)];
}

/** A network or a service. Where the type of authentication is left out, VPC Lattice takes NONE, which lets everyone in. */
export function authenticated(name: string): readonly Right[] {
  const signed = { "vpc-lattice:AuthType": "AWS_IAM" };
  return [
    {
      actions: lattice([`Create${name}`]),
      resources: own,
      conditions: (scope) => ({ StringEquals: { ...toBeTagged(scope).StringEquals, ...signed } }),
    },
    {
      actions: lattice([`Update${name}`]),
      resources: own,
      conditions: (scope) => ({ ...tagged(scope), StringEqualsIfExists: signed }),
    },
    ...kept(name),
  ];
}

/** An association with a network, which is asked for on the network, the association and what is associated. */
export function associate(name: string): readonly Right[] {
  return [
    {
      actions: lattice([`Create${name}`]),
      resources: (scope) => [...ofKind(name)(scope), ...networks(scope)],
      conditions: toBeTagged,
    },
    ...kept(name),
  ];
}

/** The service is one of the platform's. */
export const associatedService: Right = {
  actions: lattice(["CreateServiceNetworkServiceAssociation"]),
  resources: ofKind("Service"),
  conditions: tagged,
};

/** A subscription, which is asked for on itself and on what is logged. */
export const subscribe: readonly Right[] = [
  {
    actions: lattice(["CreateAccessLogSubscription"]),
    resources: ofKind("AccessLogSubscription"),
    conditions: toBeTagged,
  },
  {
    actions: lattice(["CreateAccessLogSubscription"]),
    resources: ofKind("Service", "ServiceNetwork"),
    conditions: tagged,
  },
  change("UpdateAccessLogSubscription"),
  ...kept("AccessLogSubscription"),
];
