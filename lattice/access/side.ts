import type { Path } from "../decide/context";
import type { EstateIndex } from "../decide/index-estate";
import type { Source } from "../decide/request";
import type { Verdict } from "../decide/verdict";
import type { ServiceNetwork } from "../estate/network";
import type { Id } from "../estate/resource";
import type { Listener, Service } from "../estate/service";
import { isUnknown } from "../value";
import { type Doubtful, doubtfulIn, narrow, policiesBetween, statementsIn } from "./between";
import { asker, type DecidedClass } from "./classes";
import type { Questions } from "./questions";
import type { FreeParts } from "./request-classes";
import { Sources } from "./sources";
import type { Subject } from "./subjects/subject";
import { unionOf } from "./union";

/** One way from a subject to a listener of a service, with every place that makes a difference. */
export interface Way {
  readonly path: Omit<Path, "vpc">;
  readonly sources: readonly Source[];
  /** Equal for the same way in two estates. */
  readonly key: string;
}

/** One estate, for asking about pairs of subjects and services. */
export class Side {
  readonly #sources: Sources;
  readonly #networks: ReadonlyMap<Id, readonly ServiceNetwork[]>;

  constructor(readonly index: EstateIndex) {
    this.#sources = new Sources(index);
    this.#networks = networksByService(index);
  }

  /** The ways from a subject to a service. */
  ways(subject: Subject, service: Service): readonly Way[] {
    const caller = subject.callerIn(this.index);
    if (!caller) return [];
    const ports = service.listeners.flatMap(({ port }) => (isUnknown(port) ? [] : [port]));
    return (this.#networks.get(service.id) ?? []).flatMap((network) => {
      const policies = policiesBetween(this.index, caller, { network, service });
      const sources = this.#sources.of(subject, network, ports, policies);
      return service.listeners.map((listener) => ({
        path: { network, service, listener },
        sources,
        key: wayKey(network, listener),
      }));
    });
  }

  /** A way ready to be asked about any number of requests, with some conditions taken to be unknown. */
  open(subject: Subject, way: Way, doubtful?: Doubtful): OpenWay {
    const opened = this.#places(subject, way).map(({ caller, source, path }) => {
      const between = narrow(this.index, caller, source, path, doubtful);
      return { between, answer: asker(between, source, path) };
    });
    return {
      questions: opened.map(({ between }) => between.questions),
      ask: (parts) => bestOf(opened, parts),
      statements: () => opened.map(({ between }) => statementsIn(between, way.path)),
    };
  }

  /** The best answer to one request on a way, with everything decided. */
  ask(subject: Subject, way: Way, parts: FreeParts): DecidedClass | undefined {
    const { index } = this;
    const places = this.#places(subject, way);
    return bestOf(
      places.map(({ caller, source, path }) => ({ answer: asker({ index, caller }, source, path) })),
      parts,
    );
  }

  #places(subject: Subject, { path, sources }: Way) {
    const caller = subject.callerIn(this.index);
    if (!caller) return [];
    return sources.map((source) => {
      const whole: Path = { ...path, vpc: this.index.vpcs.get(source.vpc) };
      return { caller, source, path: whole };
    });
  }
}

/** A way ready to be asked. */
export interface OpenWay {
  /** What is asked on it about the parts of a request that a client is free to set. */
  readonly questions: readonly Questions[];
  /** The best answer to a request: from a place that lets it through, if there is one. */
  ask(parts: FreeParts): DecidedClass | undefined;
  /** What the policies say on it, equal for equal statements. */
  statements(): readonly string[];
}

/** Ways ready to be asked together: a condition that is doubtful on one of them is so on all. */
export function openTogether<T extends readonly (OpenWay | undefined)[]>(
  open: (doubtful?: Doubtful) => T,
  others: readonly Questions[] = [],
): { readonly ways: T; readonly questions: Questions } {
  const all = (ways: T) => unionOf([...ways.flatMap((way) => way?.questions ?? []), ...others]);
  const plain = open();
  const questions = all(plain);
  const doubtful = doubtfulIn(questions);
  if (doubtful.size === 0) return { ways: plain, questions };
  const ways = open(doubtful);
  return { ways, questions: all(ways) };
}

function bestOf(
  places: readonly { answer(parts: FreeParts): DecidedClass }[],
  parts: FreeParts,
): DecidedClass | undefined {
  let best: DecidedClass | undefined;
  for (const place of places) {
    const answered = place.answer(parts);
    if (!best || rank(answered.verdict) > rank(best.verdict)) best = answered;
    if (answered.verdict.effect === "allow") break;
  }
  return best;
}

const RANKS = { deny: 0, unknown: 1, allow: 2 } as const;

function rank({ effect, trace }: Verdict): number {
  return RANKS[effect] * 1000 + trace.length;
}

/** The service networks that each service is in. */
export function networksByService(index: EstateIndex): ReadonlyMap<Id, readonly ServiceNetwork[]> {
  const networks = new Map<Id, ServiceNetwork[]>();
  for (const association of index.estate.serviceAssociations) {
    const network = index.networks.get(association.network);
    if (network) networks.set(association.service, [...(networks.get(association.service) ?? []), network]);
  }
  return networks;
}

function wayKey(network: ServiceNetwork, listener: Listener): string {
  const port = isUnknown(listener.port) ? "?" : listener.port;
  return `${isUnknown(network.name) ? network.id : network.name} ${port}`;
}

/** Names a service alike in two estates: by account, Region and name. */
export function serviceKey({ account, arn, name, id }: Service): string {
  if (isUnknown(account) || isUnknown(name)) return id;
  return `${account} ${isUnknown(arn) ? "" : arn.split(":")[3]} ${name}`;
}
