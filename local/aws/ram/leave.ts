import type { Call } from "../http/rest-api";
import { ramError, unknownShare } from "./errors";
import type { ResourceShare } from "./records";
import type { RamWorld } from "./world";

/**
 * A receiver leaves a share: only itself, and only where it was invited by its account id (RAM user guide, "Leaving a
 * resource share"): a share with the organization or an OU is left by asking its owner. @throws ApiError
 */
export function leaveShare(
  world: RamWorld,
  call: Call,
  share: ResourceShare,
  principals: readonly string[],
): ResourceShare {
  const own = world.store.associationsOf(share.arn, "PRINCIPAL").find(({ entity }) => entity === call.account);
  if (own === undefined && !world.store.reaches(share, call.account)) {
    throw unknownShare(share.arn);
  }
  if (own === undefined || !own.external || principals.length !== 1 || principals[0] !== call.account) {
    throw ramError(
      "OperationNotPermittedException",
      `Account ${call.account} cannot leave ${share.arn}; ask its owner, account ${share.owner}.`,
    );
  }
  return share;
}
