import { ANY_TAG } from "../../estate/resource";
import type { Listener, Service } from "../../estate/service";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blockOf, textAt } from "../blocks";
import type { Instance } from "../instance";
import { authOf } from "./auth";
import { Links } from "./links";
import { type ListenersOf, readListeners } from "./listeners";
import { tagsOf } from "./tags";
import type { TargetGroups } from "./target-groups";
import { accountOf, Externals, type TerraformSet } from "./terraform-set";

/** Reads the services with their listeners and rules. Two services of one name in one account are a mistake. */
export function readServices(set: TerraformSet, targetGroups: TargetGroups) {
  const links = new Links<Service>();
  const listenersOf = readListeners(set, targetGroups);
  const read = set.map("aws_vpclattice_service", (instance) => {
    const service = serviceOf(set, instance, listenersOf);
    links.add(service, instance.text("id"), service.arn);
    return service;
  });
  const lookup = readLookups(set, read, links);
  reportTwice(set, read);
  return { read, externals: new Externals(lookup, externalService) };
}

function serviceOf(set: TerraformSet, instance: Instance, listenersOf: ListenersOf): Service {
  const customDomain = instance.argumentText("custom_domain_name");
  const entry = blockOf(instance.argument("dns_entry"));
  const later = unknown("string", "known after apply", instance.origin("dns_entry[0].domain_name"));
  return {
    id: instance.id,
    origin: instance.origin(),
    arn: instance.text("arn"),
    name: instance.text("name"),
    account: accountOf(instance),
    ...authOf(set, instance),
    ...(customDomain === undefined || customDomain === "" ? {} : { customDomain }),
    dnsName: (entry && textAt(entry, "domain_name")) ?? later,
    tags: tagsOf(instance),
    listeners: [...listenersOf(instance)].sort(encryptedFirst),
  };
}

/** The first listener is the one that is meant when nobody names a port: a certain one, HTTPS before HTTP, then by port. */
function encryptedFirst(left: Listener, right: Listener): number {
  const plain = ({ uncertain, protocol }: Listener) =>
    Number(uncertain !== undefined) * 2 + Number(protocol === "HTTP");
  return plain(left) - plain(right) || Number(left.port) - Number(right.port) || 0;
}

/** A data source may find a service by its name. */
function readLookups(set: TerraformSet, read: readonly Service[], links: Links<Service>): Links<Service> {
  for (const data of set.of("data.aws_vpclattice_service")) {
    const name = data.argumentText("name");
    const service = read.find((one) => name !== undefined && !isUnknown(name) && one.name === name);
    if (service) links.add(service, data.text("id"), data.text("arn"));
  }
  return links;
}

function reportTwice(set: TerraformSet, services: readonly Service[]): void {
  const claimed = new Map<string, Service>();
  for (const service of services) {
    if (isUnknown(service.name) || isUnknown(service.account) || isUnknown(service.arn)) continue;
    const key = `${service.account} ${service.arn.split(":")[3]} ${service.name}`;
    const other = claimed.get(key);
    claimed.set(key, service);
    if (!other) continue;
    const places = [other, service].map(({ origin }) => `${origin.address} in ${origin.file}`).join(" and ");
    set.mistakes.add(
      `${service.origin.file}: the service "${service.name}" of account ${service.account} is claimed twice: by ${places}. Read one of them, or rename one.`,
    );
  }
}

function externalService(name: Value<string>, id: string, origin: Origin): Service {
  const reason = "the service is declared in Terraform that was not read";
  const account = isUnknown(name) ? undefined : /^arn:[^:]*:vpc-lattice:[^:]*:(\d{12}):/.exec(name)?.[1];
  const open = unknown("string", reason, origin);
  return {
    id,
    origin,
    external: true,
    arn: account === undefined ? open : name,
    name: isUnknown(name) ? name : name.slice(name.lastIndexOf("/") + 1),
    account: account ?? open,
    authType: open,
    dnsName: open,
    tags: { [ANY_TAG]: unknown("string", reason, origin, true) },
    listeners: [],
  };
}
