import type { Conditions } from "../statement";

/** An account as a deploy role sees it. */
export interface DeployScope {
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Name of the platform, which begins the names of what its stacks make. */
  readonly platform: string;
  /** Regions of the account's stacks. */
  readonly regions: readonly string[];
  /** Names of roles that exist already and get rights from a stack. */
  readonly existingRoles: readonly string[];
  /** ARN of the boundary that every role of a function must have. */
  readonly functionBoundaryArn: string;
}

/** Actions on resources, as a statement of a policy says it. */
export interface Right {
  readonly actions: readonly string[];
  readonly resources: (scope: DeployScope) => readonly string[];
  readonly conditions?: (scope: DeployScope) => Conditions;
}

/** What Terraform needs to create, read, change and destroy the resources of a type. */
export type Rights = Readonly<Record<string, readonly Right[]>>;

/** For actions that know no resource, or whose resource has no name before it exists. */
export const everything = (): readonly string[] => ["*"];
