import { VpclatticeAuthPolicy } from "@cdktf/provider-aws/lib/vpclattice-auth-policy";
import { VpclatticeService } from "@cdktf/provider-aws/lib/vpclattice-service";
import { VpclatticeServiceNetworkServiceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-service-association";
import type { App, TerraformStack } from "cdktf";
import { type BenchAccount, type BenchService, common } from "../estate";
import { accountStack, outputs, stateOf } from "./account-stack";
import { alarms } from "./alarms";
import type { Code } from "./function";
import { policy } from "./policy";
import { routes } from "./routes";
import { targetGroup } from "./target-group";

const { network, region } = common;

/** The services of an account. `roles` are the ARNs of the callers by key. */
export function producerStack(
  app: App,
  account: BenchAccount,
  services: readonly BenchService[],
  roles: ReadonlyMap<string, string>,
  code: Code,
): void {
  const stack = accountStack(app, `producer-${account.key}`, account);
  const networkArn = stateOf(stack, `network-${network}`, "network").getString("service_network_arn");
  const published = services.map((service) => {
    const made = latticeService(stack, service, account, roles);
    const target = targetGroup(stack, service, account, code);
    const dependsOn = [made.auth, ...routes(stack, service, made.service.id, target)];
    new VpclatticeServiceNetworkServiceAssociation(stack, `service_${service.key}_association`, {
      serviceIdentifier: made.service.id,
      serviceNetworkIdentifier: networkArn,
      tags: {},
      dependsOn,
    });
    alarms(stack, service, made.service.id);
    const dns = made.service.dnsEntry.get(0);
    const { arn, id } = made.service;
    return [service.key, { arn, id, dns_name: dns.domainName, hosted_zone_id: dns.hostedZoneId }] as const;
  });
  outputs(stack, { services: Object.fromEntries(published), vpcs: {} });
}

function latticeService(
  stack: TerraformStack,
  { key, domain, callers }: BenchService,
  account: BenchAccount,
  roles: ReadonlyMap<string, string>,
) {
  const id = `service_${key}`;
  const service = new VpclatticeService(stack, id, {
    name: key,
    authType: "AWS_IAM",
    customDomainName: domain,
    certificateArn: domain && `arn:aws:acm:${region}:${account.id}:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e`,
    tags: {},
  });
  const auth = new VpclatticeAuthPolicy(stack, `${id}_auth`, {
    resourceIdentifier: service.arn,
    policy: policy({
      Effect: "Allow",
      Principal: "*",
      Action: "vpc-lattice-svcs:Invoke",
      Resource: [`${service.arn}/${key}`, `${service.arn}/${key}/*`],
      Condition: {
        StringEquals: {
          "aws:PrincipalArn": callers.map((caller) => roles.get(caller)).sort(),
          "vpc-lattice-svcs:RequestMethod": common.methods,
        },
      },
    }),
    lifecycle: { replaceTriggeredBy: [`aws_vpclattice_service.${id}.arn`] },
  });
  return { service, auth };
}
