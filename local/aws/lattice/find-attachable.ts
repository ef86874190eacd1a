import { type Call, validate } from "../http/rest-api";
import type { Service, ServiceNetwork } from "./records";
import { findServiceNetwork } from "./service-networks";
import { findService } from "./services";
import { Identifier } from "./shapes";
import type { LatticeWorld } from "./world";

/** The service network or service that a policy or a log subscription is attached to; it is the caller's own. */
export function findAttachable(
  world: LatticeWorld,
  call: Call,
  identifier: string | undefined,
  action: string,
): ServiceNetwork | Service {
  const checked = validate(Identifier.networkOrService, identifier);
  return /(^|\/)svc-/.test(checked)
    ? findService(world, call, checked, action, "owned")
    : findServiceNetwork(world, call, checked, action, "owned");
}
