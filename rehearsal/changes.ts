import { accountAdded } from "./changes/account-added";
import { callerRemoved } from "./changes/caller-removed";
import type { Change } from "./changes/change";
import { eventVersion } from "./changes/event-version";
import { functionCode } from "./changes/function-code";
import { grant } from "./changes/grant";
import { routePriority } from "./changes/route-priority";
import { routesSwapped } from "./changes/routes-swapped";
import { securityGroup } from "./changes/security-group";
import { serviceRenamed } from "./changes/service-renamed";
import { weight } from "./changes/weight";

/** The changes of the rehearsal, in order: each begins where the one before ended. */
export const changes: readonly Change[] = [
  grant,
  weight,
  routePriority,
  routesSwapped,
  functionCode,
  eventVersion,
  callerRemoved,
  serviceRenamed,
  securityGroup,
  accountAdded,
];
