import { definePlatformFrom, existingVpc, localState, type Platform } from "../../declaration";

/** The smallest estate with two stacks: a network, shared with an account whose VPC is associated with it. */
export function smallest(changed: Readonly<Record<string, unknown>> = {}): Platform {
  return definePlatformFrom({
    name: "tiny",
    region: "eu-central-1",
    organization: { id: "o-a1b2c3d4e5", managementAccount: "100000000009" },
    state: localState(),
    accounts: { hub: { id: "100000000001" }, app: { id: "100000000003" } },
    networks: { private: { account: "hub", share: { accounts: ["app"] }, accessLogs: false } },
    services: {},
    consumers: { app: vpcOf("app") },
    ...changed,
  });
}

/** A consumer with an existing VPC and group; the digit tells its ids from those of others. */
export function vpcOf(account: string, digit = "1") {
  const id = digit.repeat(17);
  return {
    account,
    network: "private",
    vpc: existingVpc({ id: `vpc-${id}`, subnetIds: [`subnet-${id}`] }),
    securityGroupIds: [`sg-${id}`],
    callers: {},
  };
}
