import { Credentials } from "./accounts/credentials";
import { Organization } from "./accounts/organization";
import { handleSts } from "./accounts/sts";
import { Faults, operationOf } from "./faults";
import { mended } from "./gaps/gap";
import { lambdaLoggingConfig } from "./gaps/lambda-logging-config";
import { route53PrivateZone } from "./gaps/route53-private-zone";
import { route53VpcAssociations } from "./gaps/route53-vpc-associations";
import type { Gateway, LocalService } from "./gateway";
import { ApiError } from "./http/api-error";
import { type Holding, takeInventory } from "./inventory";
import { DEFAULT_DELAYS, DEFAULT_QUOTAS } from "./lattice/options";
import { latticeService } from "./lattice/service";
import { LatticeStore } from "./lattice/store";
import type { Forward } from "./moto/forward";
import { motoNeighbours, UNKNOWN_NEIGHBOURS } from "./moto/neighbours";
import type { LocalAwsOptions } from "./options";
import { ramService } from "./ram/service";
import { RamStore } from "./ram/store";
import { Schedule } from "./schedule";

/** The access key that {@link LocalAws.environment} carries. */
export const CALLER_ACCESS_KEY = "AKIATRELLISLOCALAWS0";

/** The gateway, and a look at everything behind it. */
export interface BuiltGateway {
  readonly gateway: Gateway;
  inventory(): Promise<Holding[]>;
}

/** Puts the services together. Without `forward` there is no moto, and VPC Lattice asks nobody whether a VPC exists. */
export function buildGateway(options: LocalAwsOptions, forward: Forward | undefined): BuiltGateway {
  const organization = new Organization(options);
  const credentials = callerCredentials(options, organization);
  const clock = options.clock ?? Date.now;
  const schedule = new Schedule(clock);
  const lattice = new LatticeStore();
  const ram = new RamStore(organization);
  const services: Record<string, LocalService> = {
    sts: {
      operationName: operationOf,
      handle: (request, caller) =>
        handleSts(request, caller, { credentials, organization, roles: options.roles ?? {}, now: clock }),
    },
    ram: ramService({
      store: ram,
      schedule,
      organization,
      associationDelay: options.ram?.associationDelay ?? 0,
      findShareable: (arn) => shareable(lattice, arn),
    }),
    "vpc-lattice": latticeService({
      store: lattice,
      schedule,
      shares: ram,
      neighbours: forward === undefined ? UNKNOWN_NEIGHBOURS : motoNeighbours(forward),
      quotas: { ...DEFAULT_QUOTAS, ...options.lattice?.quotas },
      delays: { ...DEFAULT_DELAYS, ...options.lattice?.delays },
      deregisteredTarget: options.lattice?.deregisteredTarget ?? "DRAINING",
    }),
    ...(forward && {
      lambda: mended(lambdaLoggingConfig(forward)),
      route53: mended(route53PrivateZone(forward), route53VpcAssociations(forward, organization)),
    }),
  };
  const sources = {
    lattice,
    ram,
    accounts: organization.accountIds,
    region: options.region ?? DEFAULT_REGION,
    forward,
  };
  return {
    gateway: { credentials, faults: new Faults(options.faults), services, fallback: fallback(forward) },
    inventory: () => {
      schedule.advance();
      return takeInventory(sources);
    },
  };
}

export const DEFAULT_REGION = "us-east-1";

function callerCredentials(options: LocalAwsOptions, organization: Organization): Credentials {
  const account = options.callerAccount ?? organization.managementAccount;
  const credentials = new Credentials();
  credentials.add(CALLER_ACCESS_KEY, {
    account,
    arn: `arn:aws:iam::${account}:user/local`,
    userId: "AIDALOCALAWS00000000",
  });
  return credentials;
}

function shareable(lattice: LatticeStore, arn: string) {
  const network = [...lattice.serviceNetworks.values()].find((candidate) => candidate.arn === arn);
  const found = network ?? [...lattice.services.values()].find((candidate) => candidate.arn === arn);
  return found && { owner: found.owner, region: found.region, sharingEnabled: network?.sharingConfig.enabled ?? true };
}

function fallback(forward: Forward | undefined): Gateway["fallback"] {
  return async (request, caller) => {
    if (forward === undefined) {
      throw new ApiError(
        400,
        "NotServedLocally",
        `${request.scope?.service ?? "This service"} is served by moto, which was not started.`,
      );
    }
    return forward(request, caller.account);
  };
}
