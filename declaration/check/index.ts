import type { Mistake } from "../mistake";
import type { ParsedPlatform } from "../schema/platform";
import { checkAccounts } from "./accounts";
import { checkAddresses } from "./addresses";
import { checkAuthPolicies } from "./auth-policies";
import { checkCallers } from "./callers";
import { checkConsumers } from "./consumers";
import { type CheckContext, checkContext } from "./context";
import { checkCounts } from "./counts";
import { checkDomains } from "./domains";
import { checkEntries } from "./entries";
import { checkEnvironments } from "./environments";
import { checkGrants } from "./grants";
import { checkLogPolicies } from "./log-policies";
import { checkNames } from "./names";
import { checkNetworks } from "./networks";
import { checkPartitions } from "./partitions";
import { checkPlaces } from "./places";
import { checkRanges } from "./ranges";
import { checkRolePolicies } from "./role-policies";
import { checkRoutes } from "./routes";
import { checkServices } from "./services";
import { checkTags } from "./tags";

const checks: readonly ((context: CheckContext) => void)[] = [
  checkAccounts,
  checkNetworks,
  checkServices,
  checkAddresses,
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
  checkPartitions,
  checkCounts,
  checkTags,
];

/** What the entries say of each other: references, limits of AWS, and what no single entry can know. */
export function checkPlatform(parsed: ParsedPlatform): Mistake[] {
  const mistakes: Mistake[] = [];
  const context = checkContext(parsed, mistakes);
  for (const check of checks) check(context);
  return mistakes;
}
