import type { EstateIndex } from "../decide/index-estate";
import { securityGroupStep, shareStep } from "../decide/reach";
import type { Source } from "../decide/request";
import type { ServiceNetwork, Vpc, VpcAssociation } from "../estate/network";
import type { Id } from "../estate/resource";
import { variablesOf } from "../iam/pattern/pattern";
import type { Policy } from "../iam/policy";
import type { ContextValue } from "../iam/request";
import { isUnknown } from "../value";
import type { Subject } from "./subjects/subject";

/** From where a subject can send requests into a service network: one source for all that make no difference. */
export class Sources {
  readonly #networks = new Map<Id, readonly VpcAssociation[]>();
  readonly #functions: ReadonlyMap<Id, readonly Source[]>;
  readonly #known = new Map<string, readonly Source[]>();

  constructor(private readonly index: EstateIndex) {
    for (const way of index.estate.vpcAssociations) {
      this.#networks.set(way.network, [...(this.#networks.get(way.network) ?? []), way]);
    }
    this.#functions = functionSources(index);
  }

  /**
   * A role that functions alone run as calls from where they run. Everybody else may be in any VPC of the network, and in
   * the security groups that the association lets in.
   */
  of(
    subject: Subject,
    network: ServiceNetwork,
    ports: readonly number[],
    policies: readonly Policy[],
  ): readonly Source[] {
    const role = subject.roleIn(this.index);
    const places = role && !role.assumedByOthers ? this.#functions.get(role.id) : undefined;
    if (places) return places.filter(({ vpc }) => this.#ways(network).some((way) => way.vpc === vpc));
    const tests = policies.flatMap((policy) => placeTests(this.index, policy));
    const key = `${network.id} ${ports.join()}`;
    const known = tests.length === 0 ? this.#known.get(key) : undefined;
    if (known) return known;
    const sources = this.#classes(network, ports, tests);
    if (tests.length === 0) this.#known.set(key, sources);
    return sources;
  }

  #classes(network: ServiceNetwork, ports: readonly number[], tests: readonly PlaceTest[]): readonly Source[] {
    const classes = new Map<string, Source>();
    for (const way of this.#ways(network)) {
      const source = widest(this.index, way);
      const reach = [
        shareStep(this.index, way, network),
        ...ports.map((port) => securityGroupStep(this.index, way, source, port)),
      ];
      const answers = tests.map((test) => test(way));
      const name = JSON.stringify([...reach.map((step) => step.result), ...answers.map((answer) => answer ?? null)]);
      if (!classes.has(name)) classes.set(name, source);
    }
    return [...classes.values()];
  }

  #ways(network: ServiceNetwork): readonly VpcAssociation[] {
    return this.#networks.get(network.id) ?? [];
  }
}

/** Nothing for a role of which one function may run anywhere. */
function functionSources(index: EstateIndex): ReadonlyMap<Id, readonly Source[]> {
  const places = new Map<Id, Source[]>();
  const open = new Set<Id>();
  for (const { role, vpc, securityGroups } of index.estate.functions) {
    if (role === undefined || vpc === undefined) continue;
    if (isUnknown(vpc) || !Array.isArray(securityGroups)) open.add(role);
    else places.set(role, [...(places.get(role) ?? []), { vpc, securityGroups }]);
  }
  for (const role of open) places.delete(role);
  return places;
}

/** A member of every group that the association's own groups let in. */
function widest(index: EstateIndex, way: VpcAssociation): Source {
  const guards = Array.isArray(way.securityGroups) ? (way.securityGroups as readonly Id[]) : [];
  const groups = guards.flatMap((id) => index.securityGroups.get(id)?.ingress.flatMap((rule) => rule.groups) ?? []);
  return groups.length === 0 ? { vpc: way.vpc } : { vpc: way.vpc, among: [...new Set(groups)] };
}

/** Something that policies ask about the place alone; equal answers for places that they do not tell apart. */
type PlaceTest = (way: VpcAssociation) => unknown;

const SOURCE_KEYS: Readonly<Record<string, (vpc: Vpc | undefined) => ContextValue | undefined>> = {
  "vpc-lattice-svcs:sourcevpc": (vpc) => vpc?.vpcId,
  "vpc-lattice-svcs:sourcevpcowneraccount": (vpc) => vpc?.account,
};

/** With a policy variable on either side the answer depends on more than the place: then every value counts by itself. */
function placeTests(index: EstateIndex, { allows, denies }: Policy): readonly PlaceTest[] {
  const readerOf = (key: string) => (way: VpcAssociation) => SOURCE_KEYS[key]?.(index.vpcs.get(way.vpc));
  return [...allows, ...denies].flatMap(({ parsed, conditions }) => {
    const asked = parsed.conditions.flatMap(({ key: { lookup }, values }, at): readonly PlaceTest[] => {
      if (!(lookup in SOURCE_KEYS)) return [];
      if (values.some((value) => variablesOf(value).length > 0)) return [readerOf(lookup)];
      const condition = conditions[at];
      return condition ? [(way) => condition({ get: (key) => readerOf(key)(way) })] : [];
    });
    const patterns = [...parsed.resource.patterns, ...parsed.conditions.flatMap(({ values }) => values)];
    const read = patterns.flatMap(variablesOf).filter((key) => key in SOURCE_KEYS);
    return [...asked, ...read.map(readerOf)];
  });
}
