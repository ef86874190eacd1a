import type { Conditions } from "../statement";
import type { DeployScope } from "./right";

/** Every resource of the provider that can have tags carries it, from the moment it is made (`default_tags`). */
export const platformTag = "trellis:platform";

/** The rights end at the regions of the account's stacks. */
const inRegions = ({ regions }: DeployScope) => ({ "aws:RequestedRegion": [...regions] });

/** Of requests to the account's regions. */
export const here = (scope: DeployScope): Conditions => ({ StringEquals: inRegions(scope) });

/** Of actions on what the platform's stacks made before. */
export const tagged = (scope: DeployScope) => ({
  StringEquals: { ...inRegions(scope), [`aws:ResourceTag/${platformTag}`]: scope.platform },
});

/** Of actions that make something, which then has the platform's tag. */
export const toBeTagged = (scope: DeployScope) => ({
  StringEquals: { ...inRegions(scope), [`aws:RequestTag/${platformTag}`]: scope.platform },
});
