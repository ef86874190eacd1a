import type { ServiceNetwork } from "../../estate/network";
import { ANY_TAG } from "../../estate/resource";
import { isUnknown, type Origin, unknown, type Value } from "../../value";
import type { Instance } from "../instance";
import { authOf } from "./auth";
import { Links } from "./links";
import { tagsOf } from "./tags";
import { accountOf, Externals, type TerraformSet } from "./terraform-set";

/** The service networks, with those that are only referred to. */
export interface Networks {
  readonly externals: Externals<ServiceNetwork>;
  readonly read: readonly ServiceNetwork[];
}

/** Reads the service networks. */
export function readNetworks(set: TerraformSet): Networks {
  const links = new Links<ServiceNetwork>();
  const read = set.map("aws_vpclattice_service_network", (instance) => {
    const network = networkOf(set, instance);
    links.add(network, instance.text("id"), network.arn);
    return network;
  });
  return { read, externals: new Externals(links, externalNetwork) };
}

function networkOf(set: TerraformSet, instance: Instance): ServiceNetwork {
  return {
    id: instance.id,
    origin: instance.origin(),
    arn: instance.text("arn"),
    name: instance.text("name"),
    account: accountOf(instance),
    tags: tagsOf(instance),
    ...authOf(set, instance),
  };
}

function externalNetwork(name: Value<string>, id: string, origin: Origin): ServiceNetwork {
  const reason = "the service network is declared in Terraform that was not read";
  const account = isUnknown(name) ? undefined : /^arn:[^:]*:vpc-lattice:[^:]*:(\d{12}):/.exec(name)?.[1];
  return {
    id,
    origin,
    external: true,
    arn: account === undefined ? unknown("string", reason, origin) : name,
    name: isUnknown(name) ? name : name.slice(name.lastIndexOf("/") + 1),
    account: account ?? unknown("string", reason, origin),
    authType: unknown("string", reason, origin),
    tags: { [ANY_TAG]: unknown("string", reason, origin, true) },
  };
}
