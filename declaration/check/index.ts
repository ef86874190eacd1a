import type { Mistake } from "../mistake";
import type { DeclaredKeys, Platform } from "../schema/platform";
import { checkAccounts } from "./accounts";
import { checkAuthPolicies } from "./auth-policies";
import { checkCallers } from "./callers";
import { checkConsumers } from "./consumers";
import { type CheckContext, checkContext } from "./context";
import { checkDomains } from "./domains";
import { checkEntries } from "./entries";
import { checkEnvironments } from "./environments";
import { checkGrants } from "./grants";
import { checkLogPolicies } from "./log-policies";
import { checkNames } from "./names";
import { checkNetworks } from "./networks";
import { checkPlaces } from "./places";
import { checkRanges } from "./ranges";
import { checkRolePolicies } from "./role-policies";
import { checkRoutes } from "./routes";
import { checkServices } from "./services";

const checks: readonly ((context: CheckContext) => void)[] = [
  checkAccounts,
  checkNetworks,
  checkServices,
  checkRoutes,
  checkPlaces,
  checkDomains,
  checkGrants,
  checkConsumers,
  checkCallers,
  checkNames,
  checkRanges,
  checkEntries,
  checkAuthPolicies,
  checkRolePolicies,
  checkEnvironments,
  checkLogPolicies,
];

/** What the entries say of each other: references, limits of AWS, and what no single entry can know. */
export function checkPlatform(platform: Platform, keys: DeclaredKeys): Mistake[] {
  const mistakes: Mistake[] = [];
  const context = checkContext(platform, keys, mistakes);
  for (const check of checks) check(context);
  return mistakes;
}
