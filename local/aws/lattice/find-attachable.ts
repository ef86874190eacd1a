import type { Call } from "../http/rest-api";
import { notFound } from "./errors";
import type { Service, ServiceNetwork } from "./records";
import { findServiceNetwork } from "./service-networks";
import { findService } from "./services";
import type { LatticeWorld } from "./world";

/** The service network or service that a policy or a log subscription is attached to; it is the caller's own. */
export function findAttachable(
  world: LatticeWorld,
  call: Call,
  identifier: string,
  action: string,
): ServiceNetwork | Service {
  switch (/(?:^|\/)(sn|svc|rcfg)-\w+$/.exec(identifier)?.[1]) {
    case "svc":
      return findService(world, call, identifier, action, "owned");
    case "sn":
      return findServiceNetwork(world, call, identifier, action, "owned");
    default:
      throw notFound("RESOURCE_CONFIGURATION", identifier);
  }
}
