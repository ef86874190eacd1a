import type { VpcAssociation } from "../estate/network";
import type { Approach } from "./approach";
import type { LatticeRequest, Source } from "./request";

/** What an approach depends on, beside the way and the name of the service. */
interface Entry {
  readonly source: Source;
  readonly port: number | undefined;
  readonly approach: Approach;
}

/** So many services by name, and so many sources for each, are remembered. */
const MOST_NAMES = 10_000;
const MOST_SOURCES = 16;

/** Clients send many requests from one place to one service, and what they meet on the way there stays the same. */
export class ApproachCache {
  readonly #known = new Map<VpcAssociation, Map<string, Entry[]>>();
  #names = 0;

  find(way: VpcAssociation, { source, target, port }: LatticeRequest): Approach | undefined {
    const entries = this.#known.get(way)?.get(nameOf(target));
    return entries?.find((entry) => entry.port === port && isSame(entry.source, source))?.approach;
  }

  add(way: VpcAssociation, { source, target, port }: LatticeRequest, approach: Approach): void {
    if (this.#names >= MOST_NAMES) this.#clear();
    const names = this.#known.get(way) ?? new Map<string, Entry[]>();
    this.#known.set(way, names);
    const entries = names.get(nameOf(target)) ?? [];
    if (entries.length === 0) this.#names++;
    if (entries.length >= MOST_SOURCES) entries.shift();
    entries.push({ source, port, approach });
    names.set(nameOf(target), entries);
  }

  #clear(): void {
    this.#known.clear();
    this.#names = 0;
  }
}

/** No id of a service begins like a host that is asked for. */
function nameOf(target: LatticeRequest["target"]): string {
  return "host" in target ? `//${target.host}` : target.service;
}

function isSame(left: Source, right: Source): boolean {
  if (left === right) return true;
  if (left.vpc !== right.vpc || left.ip !== right.ip) return false;
  return isSameList(left.securityGroups, right.securityGroups) && isSameList(left.among, right.among);
}

function isSameList(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === right) return true;
  return left?.length === right?.length && left?.every((item, index) => item === right?.[index]) === true;
}
