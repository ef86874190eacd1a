import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { rightsOf } from "../declaration/access";
import { type CallerRole, callersOf } from "../declaration/callers";
import type { Platform, PlatformConsumer, PlatformLambda, PlatformService } from "../declaration/schema/platform";
import { serviceUrl, urlVariable } from "../declaration/service-url";
import type { Bundle } from "../modules/function/bundle";
import { DeployedFunction } from "../modules/function/deployed-function";
import { InvokeRights } from "../modules/invoke-rights";
import { PrivateZone } from "../modules/private-zone";
import { VpcAssociation } from "../modules/vpc-association";
import { ZoneAssociation } from "../modules/zone-association";
import type { InvokeRight } from "../policies/documents/invoke-policy";
import { AccountStack } from "./account-stack";
import { bundleOf } from "./bundles";
import { ConsumerOutputs } from "./contracts/consumer-outputs";
import { publish } from "./contracts/publish";
import { acceptShares } from "./external-shares";
import { acceptsElsewhere, calledFrom, type StackLayout } from "./layout";
import { type CallerVpc, callerVpc, portsFrom } from "./vpcs";

/** VPCs associated with their networks, callers with their rights, and the names they resolve: a consumer account's stack. */
export class ConsumerStack extends AccountStack {
  constructor(
    scope: Construct,
    platform: Platform,
    layout: StackLayout,
    private readonly bundles: ReadonlyMap<string, Bundle>,
  ) {
    super(scope, platform, layout);
    const consumers = layout.consumers.flatMap((key) => platform.consumers[key] ?? []);
    const accepted = acceptShares(
      this,
      consumers.map(({ network }) => network),
    );
    // Reading its contract makes the plan say that the stack which accepts the share comes first.
    if (consumers.some((consumer) => acceptsElsewhere(platform, consumer))) this.producer(layout.account);
    const callers = callersOf(platform).filter(
      ({ consumer }) => consumer !== undefined && layout.consumers.includes(consumer),
    );
    const published = consumers.map(
      (consumer) => [consumer.key, this.addConsumer(consumer, callers, accepted)] as const,
    );
    publish(this, ConsumerOutputs, {
      consumers: Object.fromEntries(published),
      callers: Object.fromEntries(callers.map(({ id, roleArn }) => [id, { roleArn }])),
    });
  }

  private addConsumer(consumer: PlatformConsumer, callers: readonly CallerRole[], accepted: ITerraformDependable[]) {
    const id = `consumer_${consumer.key}`;
    const vpc = this.vpcOf(consumer);
    const association = new VpcAssociation(this, `${id}_association`, {
      name: `${this.platform.name}-${consumer.key}`,
      networkArn: this.network(consumer.network).value("serviceNetworkArn"),
      vpcId: vpc.vpcId,
      clients: clientsOf(consumer, vpc),
      ports: portsFrom(this.platform, consumer),
      securityGroupIds: consumer.securityGroupIds,
      tags: consumer.tags,
      dependsOn: accepted,
    });
    for (const caller of callers.filter((each) => each.consumer === consumer.key))
      this.addCaller(consumer, caller, vpc);
    for (const service of calledFrom(this.platform, consumer)) this.addName(consumer, service, vpc);
    return { associationArn: association.arn, vpcId: vpc.vpcId, clientSecurityGroupId: vpc.clientSecurityGroupId };
  }

  private vpcOf(consumer: PlatformConsumer): CallerVpc {
    const { key, vpc, tags } = consumer;
    if (typeof vpc === "string") return this.producer(this.layout.account).entry("vpcs", vpc);
    const ports = portsFrom(this.platform, consumer);
    return callerVpc(this, `consumer_${key}_vpc`, { key, vpc, ports, tags });
  }

  private addCaller(consumer: PlatformConsumer, caller: CallerRole, vpc: CallerVpc): void {
    const key = caller.id.split(".")[1] ?? "";
    const declared = caller.id === `${consumer.key}.${key}` ? consumer.callers[key] : undefined;
    const id = `caller_${caller.id.replace(".", "_")}`;
    const roleName =
      declared?.kind === "lambda" ? this.addFunction(id, consumer, caller, declared, vpc) : caller.roleName;
    const rights = caller.calls.flatMap((service) => this.rightsTo(service, caller));
    if (rights.length === 0) return;
    new InvokeRights(this, `${id}_invoke`, { roleName, platform: this.platform.name, caller: caller.id, rights });
  }

  /** The order of a service's grants means nothing, so it does not show. */
  private rightsTo(service: string, caller: CallerRole): InvokeRight[] {
    return rightsOf(this.platform, caller, service)
      .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
      .map((right) => ({ ...right, serviceArn: this.service(service).arn }));
  }

  private addFunction(
    id: string,
    consumer: PlatformConsumer,
    caller: CallerRole,
    declared: PlatformLambda,
    vpc: CallerVpc,
  ): string {
    const called = caller.calls.flatMap((key) => this.platform.services[key] ?? []);
    const urls = called.map((service) => [
      urlVariable(service.key),
      serviceUrl(service, this.service(service.key).dnsName),
    ]);
    return new DeployedFunction(this, id, {
      ...declared,
      name: caller.roleName,
      bundle: bundleOf(this.bundles, declared.entry),
      placement: this.placement,
      environment: { ...declared.environment, ...Object.fromEntries(urls) },
      vpc: { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.clientSecurityGroupId] },
      tags: consumer.tags,
    }).roleName;
  }

  /** Makes a service's own name resolve in the consumer's VPC. */
  private addName(consumer: PlatformConsumer, service: PlatformService, { vpcId }: CallerVpc): void {
    if (!service.domain) return;
    const { name, hostedZoneId } = service.domain;
    if (hostedZoneId !== undefined) {
      const id = `consumer_${consumer.key}_zone_${hostedZoneId}`;
      if (this.node.tryFindChild(id)) return;
      new ZoneAssociation(this, id, { zoneId: hostedZoneId, vpcId, region: this.placement.region });
      return;
    }
    new PrivateZone(this, `consumer_${consumer.key}_name_${service.key}`, {
      name,
      vpcIds: [vpcId],
      target: this.service(service.key),
      tags: consumer.tags,
    });
  }

  private service(key: string) {
    return this.producer(this.platform.services[key]?.account ?? "").entry("services", key);
  }
}

function clientsOf({ clientSecurityGroupIds }: PlatformConsumer, vpc: CallerVpc) {
  const others = [...new Set(clientSecurityGroupIds)].sort();
  return [
    { key: "clients", securityGroupId: vpc.clientSecurityGroupId },
    ...others.map((securityGroupId) => ({ key: securityGroupId, securityGroupId })),
  ];
}
