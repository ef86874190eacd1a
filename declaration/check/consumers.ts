import { describeName, isName } from "../names";
import type { PlatformConsumer } from "../schema/platform";
import { type CheckContext, isDeclared } from "./context";

/** References of consumers and VPCs, and one network per VPC. */
export function checkConsumers(context: CheckContext): void {
  const { platform, reference } = context;
  for (const vpc of Object.values(platform.vpcs)) reference(["vpcs", vpc.key, "account"], vpc.account, "accounts");
  for (const consumer of Object.values(platform.consumers)) {
    reference(["consumers", consumer.key, "account"], consumer.account, "accounts");
    reference(["consumers", consumer.key, "network"], consumer.network, "networks");
    if (typeof consumer.vpc === "string") checkVpcKey(context, consumer, consumer.vpc);
    checkCallerKeys(context, consumer);
  }
  checkOneNetworkPerVpc(context);
}

function checkVpcKey(context: CheckContext, consumer: PlatformConsumer, key: string): void {
  const { platform, reference, report } = context;
  const path = ["consumers", consumer.key, "vpc"];
  if (!reference(path, key, "vpcs")) return;
  const vpc = platform.vpcs[key];
  const region = platform.networks[consumer.network]?.region;
  if (!vpc || !isDeclared(context, consumer.account) || !isDeclared(context, vpc.account)) return;
  if (region === undefined || (vpc.account === consumer.account && vpc.region === region)) return;
  report(path, {
    found: key,
    allowed: `a VPC of the account ${consumer.account} in ${region}; this one is of ${vpc.account} in ${vpc.region}`,
    why: "VPC Lattice User Guide: a VPC is associated by its own account, with a network of its Region",
  });
}

function checkCallerKeys({ report }: CheckContext, { key, callers }: PlatformConsumer): void {
  for (const caller of Object.keys(callers).filter((each) => !isName("key", each))) {
    report(["consumers", key, "callers", caller], {
      found: caller,
      allowed: describeName("key"),
      why: "the key becomes part of resource names",
    });
  }
}

function checkOneNetworkPerVpc({ platform, report }: CheckContext): void {
  const first = new Map<string, PlatformConsumer>();
  for (const consumer of Object.values(platform.consumers)) {
    const id = vpcIdentity(platform, consumer);
    if (id === undefined) continue;
    const other = first.get(id);
    if (other) {
      report(["consumers", consumer.key, "vpc"], {
        found: id,
        allowed: `another VPC: consumers.${other.key} associates this one with ${other.network}`,
        why: "VPC Lattice quota: one service network per VPC through an association, not adjustable",
      });
    }
    first.set(id, consumer);
  }
}

function vpcIdentity(platform: CheckContext["platform"], { vpc }: PlatformConsumer): string | undefined {
  const declared = typeof vpc === "string" ? platform.vpcs[vpc]?.vpc : vpc;
  if (declared?.kind === "existingVpc") return declared.id;
  return typeof vpc === "string" ? vpc : undefined;
}
