import { Credentials } from "./accounts/credentials";
import { Organization } from "./accounts/organization";
import { stsService } from "./accounts/sts";
import { Faults } from "./faults";
import { ec2Dependencies } from "./gaps/ec2-dependencies";
import { ec2RuleDescriptions } from "./gaps/ec2-rule-descriptions";
import { mended } from "./gaps/gap";
import { lambdaLoggingConfig } from "./gaps/lambda-logging-config";
import { route53PrivateZone } from "./gaps/route53-private-zone";
import { untracked } from "./gaps/route53-untracked";
import { route53VpcAssociations } from "./gaps/route53-vpc-associations";
import { zoneIds } from "./gaps/route53-zone-ids";
import { s3BucketPolicy } from "./gaps/s3-bucket-policy";
import type { Gateway, LocalService } from "./gateway";
import { ApiError } from "./http/api-error";
import { checkSigningTime } from "./http/clock-skew";
import { type Holding, takeInventory } from "./inventory";
import { type Observer, Observers } from "./lattice/observers";
import { changeBehaviour, DEFAULT_BEHAVIOUR, DEFAULT_QUOTAS, type LatticeBehaviourChange } from "./lattice/options";
import { latticeService } from "./lattice/service";
import { LatticeStore } from "./lattice/store";
import type { LatticeWorld } from "./lattice/world";
import type { Forward } from "./moto/forward";
import { motoNeighbours, UNKNOWN_NEIGHBOURS } from "./moto/neighbours";
import { motoTrust } from "./moto/trust";
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
  behave(change: LatticeBehaviourChange): void;
  observe(observer: Observer): () => void;
}

/** Puts the services together. Without `forward` there is no moto, and VPC Lattice asks nobody whether a VPC exists. */
export function buildGateway(options: LocalAwsOptions, forward: Forward | undefined): BuiltGateway {
  const organization = new Organization(options);
  const clock = options.clock ?? Date.now;
  const credentials = callerCredentials(options, organization, clock);
  const lattice = new LatticeStore();
  const observers = new Observers(lattice);
  const schedule = new Schedule(clock, () => observers.notify("time"));
  const ram = new RamStore(organization);
  const latticeWorld: LatticeWorld = {
    store: lattice,
    schedule,
    shares: ram,
    neighbours: forward === undefined ? UNKNOWN_NEIGHBOURS : motoNeighbours(forward),
    quotas: { ...DEFAULT_QUOTAS, ...options.lattice?.quotas },
    observers,
    behaviour: changeBehaviour(DEFAULT_BEHAVIOUR, options.lattice ?? {}),
  };
  const services: Record<string, LocalService> = {
    sts: stsService({
      credentials,
      organization,
      roles: options.roles ?? {},
      now: clock,
      trust: forward && motoTrust(forward),
    }),
    ram: ramService({
      store: ram,
      schedule,
      organization,
      associationDelay: options.ram?.associationDelay ?? 0,
      findShareable: (arn) => shareable(lattice, arn),
    }),
    "vpc-lattice": latticeService(latticeWorld),
    ...(forward && {
      ec2: mended(ec2Dependencies(forward), ec2RuleDescriptions(forward)),
      lambda: mended(lambdaLoggingConfig(forward)),
      s3: mended(s3BucketPolicy(forward)),
      route53: route53(options, organization, forward),
    }),
  };
  const sources = {
    lattice,
    ram,
    accounts: organization.accountIds,
    regions: options.regions ?? [options.region ?? DEFAULT_REGION],
    ask: forward && mendedForward(services, forward),
  };
  return {
    observe: (observer) => observers.add(observer),
    behave: (change) => {
      latticeWorld.behaviour = changeBehaviour(latticeWorld.behaviour, change);
    },
    gateway: {
      credentials,
      faults: new Faults(options.faults),
      checkTime: (request) => checkSigningTime(request, options.clockSkew ?? 0),
      services,
      fallback: fallback(forward),
    },
    inventory: () => {
      schedule.advance();
      return takeInventory(sources);
    },
  };
}

export const DEFAULT_REGION = "us-east-1";

function callerCredentials(options: LocalAwsOptions, organization: Organization, clock: () => number): Credentials {
  const account = options.callerAccount ?? organization.managementAccount;
  const credentials = new Credentials(clock);
  credentials.add(CALLER_ACCESS_KEY, {
    account,
    arn: `arn:aws:iam::${account}:user/local`,
    userId: "AIDALOCALAWS00000000",
  });
  return credentials;
}

function route53(options: LocalAwsOptions, organization: Organization, moto: Forward): LocalService {
  const forward = zoneIds(moto);
  const gaps = [route53PrivateZone(forward), route53VpcAssociations(forward, organization)];
  const service = mended(...gaps, (request, { account }) => forward(request, account));
  return options.route53?.changesTracked === false ? untracked(service, forward) : service;
}

function shareable(lattice: LatticeStore, arn: string) {
  const network = [...lattice.serviceNetworks.values()].find((candidate) => candidate.arn === arn);
  const found = network ?? [...lattice.services.values()].find((candidate) => candidate.arn === arn);
  return found && { owner: found.owner, region: found.region, sharingEnabled: network?.sharingConfig.enabled ?? true };
}

/** Moto as clients see it. */
function mendedForward(services: Readonly<Record<string, LocalService>>, forward: Forward): Forward {
  return async (request, account) => {
    const service = services[request.scope?.service ?? ""];
    const caller = { account, arn: `arn:aws:iam::${account}:root`, userId: account };
    return (await service?.handle(request, caller)) ?? forward(request, account);
  };
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
