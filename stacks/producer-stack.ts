import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resolveGrants } from "../declaration/access";
import { callersOf } from "../declaration/callers";
import type { Platform, PlatformService } from "../declaration/schema/platform";
import { serviceUrl, urlVariable } from "../declaration/service-url";
import { ServiceAlarms } from "../modules/alarms";
import { DomainRecords } from "../modules/domain-records";
import type { Bundle } from "../modules/function/bundle";
import { LatticeService } from "../modules/lattice-service";
import type { ListenerAction } from "../modules/listener";
import type { TargetGroup } from "../modules/target-group";
import { ZoneAuthorization } from "../modules/zone-association";
import { accessLogsOf } from "./access-logs";
import { AccountStack } from "./account-stack";
import { ProducerOutputs } from "./contracts/producer-outputs";
import { publish } from "./contracts/publish";
import { acceptShares } from "./external-shares";
import { foreignVpcIds } from "./foreign-vpcs";
import type { StackLayout } from "./layout";
import { addTarget, type MadeTarget } from "./targets";
import { type CallerVpc, callerVpc, portsFrom } from "./vpcs";

/** Services with their functions, and the VPCs that those functions call from: a producer account's stack. */
export class ProducerStack extends AccountStack {
  readonly #services = new Map<string, LatticeService>();
  readonly #vpcs = new Map<string, CallerVpc>();

  constructor(
    scope: Construct,
    platform: Platform,
    layout: StackLayout,
    private readonly bundles: ReadonlyMap<string, Bundle>,
  ) {
    super(scope, platform, layout);
    const services = layout.services.flatMap((key) => platform.services[key] ?? []);
    const accepted = acceptShares(
      this,
      services.map(({ network }) => network),
    );
    for (const key of layout.vpcs) this.addVpc(key);
    for (const service of services) this.addService(service);
    for (const service of services) this.addRoutes(service, accepted);
    publish(this, ProducerOutputs, { services: this.publishedServices(), vpcs: Object.fromEntries(this.#vpcs) });
  }

  private addVpc(key: string): void {
    const declared = this.platform.vpcs[key];
    if (!declared) return;
    const consumer = Object.values(this.platform.consumers).find(({ vpc }) => vpc === key);
    const ports = consumer ? portsFrom(this.platform, consumer) : [443];
    this.#vpcs.set(key, callerVpc(this, `vpc_${key}`, { key, vpc: declared.vpc, ports, tags: {} }));
  }

  private addService(service: PlatformService): void {
    const { key, network, domain, tags } = service;
    const made = new LatticeService(this, `service_${key}`, {
      name: key,
      networkArn: this.network(network).value("serviceNetworkArn"),
      domain,
      grants: resolveGrants(this.platform, service),
      tags,
    });
    this.#services.set(key, made);
    accessLogsOf(this, `service_${key}_access-logs`, {
      resourceArn: made.arn,
      name: `service-${key}`,
      logs: service.accessLogs,
    });
    if (domain?.hostedZoneId !== undefined) this.addRecords(key, made, domain.name, domain.hostedZoneId);
  }

  /** The zone's records, and leave for VPCs of other accounts to use it. */
  private addRecords(key: string, made: LatticeService, name: string, zoneId: string): void {
    new DomainRecords(made, "records", { zoneId, name, target: made });
    for (const vpcId of foreignVpcIds(this.platform, key, this.layout.account)) {
      const id = `zone_${zoneId}_${vpcId}`;
      if (this.node.tryFindChild(id)) continue;
      new ZoneAuthorization(this, id, { zoneId, vpcId, region: this.placement.region });
    }
  }

  private addRoutes(service: PlatformService, associateAfter: readonly ITerraformDependable[]): void {
    const made = this.#services.get(service.key);
    if (!made) return;
    const targets = new Map(
      Object.entries(service.targets).map(([key, target]) => [
        key,
        addTarget(this, made, {
          service,
          key,
          target,
          bundles: this.bundles,
          vpcs: this.#vpcs,
          urls: this.urls(service, key),
        }),
      ]),
    );
    const groups = new Map([...targets].map(([key, { group }]) => [key, group]));
    made.route({
      listeners: service.listeners,
      rules: service.routes.map(({ priority, match, action }) => ({
        priority,
        match,
        action: actionOf(action, groups),
      })),
      defaultAction: actionOf(service.defaultAction, groups),
      dependsOn: [...groups.values()].flatMap(({ ready }) => ready),
      associateAfter,
    });
    this.addAlarms(service, made, targets);
  }

  private addAlarms(service: PlatformService, made: LatticeService, targets: ReadonlyMap<string, MadeTarget>): void {
    const alarms = service.alarms ?? this.platform.alarms;
    if (!alarms) return;
    new ServiceAlarms(made, "alarms", {
      ...alarms,
      name: `${this.platform.name}/${service.key}`,
      serviceId: made.id,
      functions: [...targets].flatMap(([key, { functionName }]) =>
        functionName === undefined ? [] : [{ key, functionName }],
      ),
      tags: service.tags,
    });
  }

  /** Base URLs of the services that a target's function calls. */
  private urls(service: PlatformService, target: string): Record<string, string> {
    const caller = callersOf(this.platform).find(({ id }) => id === `${service.key}.${target}`);
    const called = (caller?.calls ?? []).flatMap((key) => this.platform.services[key] ?? []);
    return Object.fromEntries(
      called.map((callee) => [urlVariable(callee.key), serviceUrl(callee, this.dnsNameOf(callee))]),
    );
  }

  private dnsNameOf(callee: PlatformService): string {
    if (callee.domain) return callee.domain.name;
    return (
      this.#services.get(callee.key)?.dnsName ?? this.producer(callee.account).entry("services", callee.key).dnsName
    );
  }

  private publishedServices() {
    return Object.fromEntries(
      [...this.#services].map(([key, { arn, id, dnsName, hostedZoneId }]) => [key, { arn, id, dnsName, hostedZoneId }]),
    );
  }
}

type DeclaredAction = PlatformService["defaultAction"];

function actionOf(action: DeclaredAction, groups: ReadonlyMap<string, TargetGroup>): ListenerAction {
  if (action.kind === "fixedResponse") return action;
  return {
    kind: "forward",
    targetGroups: action.targets.flatMap(({ target, weight }) => {
      const group = groups.get(target);
      return group ? [{ id: group.id, weight }] : [];
    }),
  };
}
