import { z } from "zod";
import type { Call } from "../http/rest-api";
import { conflict, quotaExceeded } from "./errors";
import { find, type Reach } from "./find";
import { Paging, page } from "./page";
import type { Service } from "./records";
import { AuthTypeShape, ClientToken, Identifier, nameOf, Tags } from "./shapes";
import { type LatticeOperation, type LatticeWorld, newId, newRecord, operation } from "./world";

const CertificateArn = z
  .string()
  .max(2048)
  .regex(/^(arn:[a-z0-9-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-z-]+)?$/, "must be the ARN of a certificate in ACM")
  .optional();
/** Seconds that a connection may be idle before VPC Lattice closes it. */
const IdleTimeout = z.int().min(60).max(600);
const CreateInput = z.object({
  name: nameOf(40, "svc"),
  authType: AuthTypeShape.default("NONE"),
  customDomainName: z.string().min(3).max(255).optional(),
  certificateArn: CertificateArn,
  idleTimeoutSeconds: IdleTimeout.default(60),
  clientToken: ClientToken,
  tags: Tags,
});
const Named = z.object({ serviceIdentifier: Identifier.service });
const ListInput = z.object(Paging);
const UpdateInput = Named.extend({
  authType: AuthTypeShape.optional(),
  certificateArn: CertificateArn,
  idleTimeoutSeconds: IdleTimeout.optional(),
});

/** The service that a call names. */
export function findService(
  world: LatticeWorld,
  call: Call,
  identifier: string,
  action: string,
  reach: Reach,
): Service {
  return find(world, call, world.store.services, "SERVICE", identifier, action, reach);
}

/** API, ConflictException of UpdateService and DeleteService: not what is being deleted already. */
function findChangeable(world: LatticeWorld, call: Call, identifier: string, action: string): Service {
  const service = findService(world, call, identifier, action, "owned");
  if (service.status === "DELETE_IN_PROGRESS") {
    throw conflict("SERVICE", service.id, `Service ${service.id} is being deleted`);
  }
  return service;
}

function create(
  world: LatticeWorld,
  call: Call,
  { tags, certificateArn, customDomainName, clientToken: _clientToken, ...input }: z.output<typeof CreateInput>,
) {
  const own = [...world.store.services.values()].filter(
    ({ owner, region }) => owner === call.account && region === call.region,
  );
  const same = own.find(({ name }) => name === input.name);
  if (same !== undefined) {
    throw conflict("SERVICE", same.id, `Service with name ${input.name} already exists`);
  }
  if (own.length >= world.quotas.services) {
    throw quotaExceeded({
      resourceType: "SERVICE",
      resourceId: call.account,
      quotaCode: "L-620C821E",
      limit: world.quotas.services,
    });
  }
  const id = newId("svc");
  const service: Service = {
    ...newRecord(world, call, id, `service/${id}`, tags),
    ...input,
    certificateArn,
    customDomainName,
    dnsEntry: dnsEntry(input.name, id, call.region),
    status: "CREATE_IN_PROGRESS",
  };
  world.store.services.set(id, service);
  world.schedule.after(world.behaviour.delays.service, () => {
    service.status = service.status === "CREATE_IN_PROGRESS" ? "ACTIVE" : service.status;
  });
  return summary(service);
}

/** `<name>-<id without its prefix>.<hash>.vpc-lattice-svcs.<region>.on.aws` (user guide, "Custom domain names"). */
function dnsEntry(name: string, id: string, region: string): Service["dnsEntry"] {
  return {
    domainName: `${name}-${id.slice("svc-".length)}.7d67968.vpc-lattice-svcs.${region}.on.aws`,
    hostedZoneId: "Z09127221KTH2CFUOHIZH",
  };
}

function summary(service: Service) {
  const { id, arn, name, authType, idleTimeoutSeconds, certificateArn, customDomainName, dnsEntry, status } = service;
  return { id, arn, name, authType, idleTimeoutSeconds, certificateArn, customDomainName, dnsEntry, status };
}

function get(world: LatticeWorld, call: Call, { serviceIdentifier }: z.output<typeof Named>) {
  const service = findService(world, call, serviceIdentifier, "GetService", "shared");
  return { ...summary(service), createdAt: service.createdAt, lastUpdatedAt: service.lastUpdatedAt };
}

function list(world: LatticeWorld, call: Call, input: z.output<typeof ListInput>) {
  const visible = [...world.store.services.values()].filter(
    ({ owner, arn, region }) =>
      region === call.region && (owner === call.account || world.shares.isSharedWith(call.account, arn)),
  );
  return page(
    input,
    visible.map(({ id, arn, name, createdAt, lastUpdatedAt, dnsEntry, customDomainName, status }) => ({
      id,
      arn,
      name,
      createdAt,
      lastUpdatedAt,
      dnsEntry,
      customDomainName,
      status,
    })),
  );
}

function update(world: LatticeWorld, call: Call, input: z.output<typeof UpdateInput>) {
  const { serviceIdentifier, authType, certificateArn, idleTimeoutSeconds } = input;
  const service = findChangeable(world, call, serviceIdentifier, "UpdateService");
  service.authType = authType ?? service.authType;
  service.certificateArn = certificateArn ?? service.certificateArn;
  service.idleTimeoutSeconds = idleTimeoutSeconds ?? service.idleTimeoutSeconds;
  service.lastUpdatedAt = world.schedule.now;
  const { dnsEntry: _dnsEntry, status: _status, ...updated } = summary(service);
  return updated;
}

/** Takes its policies, listeners, rules and log subscriptions with it (API, DeleteService). */
function remove(world: LatticeWorld, call: Call, { serviceIdentifier }: z.output<typeof Named>) {
  const service = findChangeable(world, call, serviceIdentifier, "DeleteService");
  const { id, arn, name } = service;
  if ([...world.store.serviceAssociations.values()].some(({ serviceId }) => serviceId === id)) {
    throw conflict("SERVICE", id, `Service ${id} has service network(s) associated`);
  }
  service.status = "DELETE_IN_PROGRESS";
  for (const listener of world.store.listenersOf(id)) {
    for (const rule of world.store.rulesOf(listener.id)) {
      world.store.rules.delete(rule.id);
    }
    world.store.listeners.delete(listener.id);
  }
  world.store.forgetAttachments(arn);
  world.schedule.after(world.behaviour.delays.service, () => world.store.services.delete(id));
  return { id, arn, name, status: "DELETE_IN_PROGRESS" };
}

const PATH = "/services/{serviceIdentifier}";

export const serviceOperations: readonly LatticeOperation[] = [
  operation({
    name: "CreateService",
    method: "POST",
    path: "/services",
    status: 201,
    input: CreateInput,
    handle: create,
  }),
  operation({ name: "ListServices", method: "GET", path: "/services", status: 200, input: ListInput, handle: list }),
  operation({ name: "GetService", method: "GET", path: PATH, status: 200, input: Named, handle: get }),
  operation({ name: "UpdateService", method: "PATCH", path: PATH, status: 200, input: UpdateInput, handle: update }),
  operation({ name: "DeleteService", method: "DELETE", path: PATH, status: 200, input: Named, handle: remove }),
];
