import { placeOf } from "../arn";
import { type CallerRole, callersById, callingTargets, declaredCaller } from "../callers";
import { cycleOf } from "../producer-order";
import type { CheckContext } from "./context";

/** Callers are unmistakable, in their account, in an associated VPC, and call services of the same network. */
export function checkCallers(context: CheckContext): void {
  checkAmbiguity(context);
  checkExistingRoles(context);
  checkServiceCallers(context);
  for (const caller of context.callers) checkCalls(context, caller);
  checkCycles(context);
}

function checkAmbiguity({ platform, report }: CheckContext): void {
  for (const consumer of Object.values(platform.consumers)) {
    const service = platform.services[consumer.key];
    for (const key of Object.keys(consumer.callers).filter((each) => service?.targets[each] !== undefined)) {
      report(["consumers", consumer.key, "callers", key], {
        found: `${consumer.key}.${key}`,
        allowed: `a name that services.${consumer.key}.targets does not have`,
        why: "grants could not tell the two apart, and their functions would share a name",
      });
    }
  }
}

function checkExistingRoles({ platform, report }: CheckContext): void {
  for (const consumer of Object.values(platform.consumers)) {
    const account = platform.accounts[consumer.account]?.id;
    for (const [key, caller] of Object.entries(consumer.callers)) {
      if (caller.kind !== "existingRole") continue;
      const path = ["consumers", consumer.key, "callers", key, "arn"];
      if (account !== undefined && placeOf(caller.arn).account !== account) {
        report(path, {
          found: caller.arn,
          allowed: `a role of account ${account}, the consumer's`,
          why: "the consumer's stack attaches the invoke policy to it",
        });
      }
    }
  }
}

/** VPC Lattice serves only traffic that starts in an associated VPC (User Guide, how it works). */
function checkServiceCallers({ platform, report, hasLeftOut }: CheckContext): void {
  const callers = callersById(platform);
  const isUncertain =
    hasLeftOut("consumers") ||
    Object.values(platform.consumers).some(({ vpc }) => typeof vpc === "string" && !platform.vpcs[vpc]);
  for (const service of Object.values(platform.services)) {
    for (const [key, target] of callingTargets(service)) {
      const path = ["services", service.key, "targets", key, "vpc"];
      const why = "VPC Lattice serves only traffic that starts in an associated VPC";
      if (target.vpc === undefined) {
        report(path, { allowed: "the key of a VPC in vpcs, since this function calls other services", why });
      } else if (
        platform.vpcs[target.vpc] &&
        !isUncertain &&
        callers.get(`${service.key}.${key}`)?.consumer === undefined
      ) {
        report(path, {
          found: target.vpc,
          allowed: `a VPC that a consumer associates: add a consumer with vpc: "${target.vpc}"`,
          why,
        });
      }
    }
  }
}

function checkCalls({ platform, reference, report }: CheckContext, caller: CallerRole): void {
  const { path: place, declared } = declaredCaller(platform, caller);
  const written = declared !== undefined && "calls" in declared ? declared.calls : [];
  written.forEach((service, index) => {
    const path = [...place, "calls", index];
    if (!reference(path, service, "services")) return;
    const network = platform.services[service]?.network;
    if (network === undefined || caller.network === undefined || network === caller.network) return;
    if (!platform.networks[network] || !platform.networks[caller.network]) return;
    report(path, {
      found: service,
      allowed: `a service of the network ${caller.network}; this one is in ${network}`,
      why: "VPC Lattice answers 404 for a service of another network",
    });
  });
}

function checkCycles({ platform, report }: CheckContext): void {
  const cycle = cycleOf(platform);
  if (cycle.length === 0) return;
  report(["services", cycle[0]?.service ?? "", "targets"], {
    found: cycle.map(({ account, calls }) => `${account} calls ${calls}`),
    allowed: "producer accounts that do not call each other in a circle, or a domain for one of the services in it",
    why: "a function learns the generated name of a service from the stack that makes it, and each of these would have to be deployed before the other",
  });
}
