import type { EstateIndex } from "../decide/index-estate";
import type { LatticeRequest } from "../decide/request";
import type { Service } from "../estate/service";
import { isUnknown } from "../value";
import { type Decided, decideAccess } from "./access";
import type { DecidedClass } from "./classes";
import { describeRequests, type Requests } from "./describe/requests";
import { routeLabel } from "./describe/route-label";
import type { Unsupported } from "./questions";
import type { Subject } from "./subjects/subject";

/** What one subject can send to one listener of a service, in words. */
export interface AccessRow {
  readonly subject: Subject;
  readonly service: Service;
  /** The name of the service network it goes through. */
  readonly network: string;
  /** The port of the listener; 0 when it is unknown. */
  readonly port: number;
  /** `unknown`: it cannot be known whether they get through; `reason` says why. */
  readonly effect: "allow" | "unknown";
  /** Where these requests go. */
  readonly to: string;
  readonly requests: readonly Requests[];
  readonly reason?: string;
  /** A request that a person can replay. */
  readonly witness: LatticeRequest;
}

/** Who can call what. Whoever is not in the rows cannot. */
export interface Access {
  readonly rows: readonly AccessRow[];
  /** How many classes of requests were decided. */
  readonly classes: number;
  /** Conditions that are not worked out: what depends on them is unknown. */
  readonly unsupported: readonly (Unsupported & { readonly service: Service; readonly subject: Subject })[];
}

/** Who can call what in an estate, in words. */
export function accessRows(index: EstateIndex, subjects: readonly Subject[], services?: readonly Service[]): Access {
  const rows: AccessRow[] = [];
  const unsupported: Access["unsupported"][number][] = [];
  let classes = 0;
  for (const decided of decideAccess(index, subjects, services)) {
    const { service } = decided.path;
    classes += decided.all.length;
    rows.push(...rowsOf(index, decided));
    for (const one of decided.questions.unsupported) unsupported.push({ ...one, service, subject: decided.subject });
  }
  return { rows: merged(rows), classes, unsupported };
}

function rowsOf(index: EstateIndex, { subject, path, questions, all, classes }: Decided): readonly AccessRow[] {
  const groups = new Map<string, DecidedClass[]>();
  for (const one of classes) {
    if (one.verdict.effect === "deny") continue;
    const reason = one.verdict.effect === "unknown" ? one.verdict.reason : "";
    const key = JSON.stringify([one.verdict.effect, routeLabel(index, one.verdict), reason]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    const [effect, to, reason] = JSON.parse(key) as [AccessRow["effect"], string, string];
    if (!first) return [];
    return [
      {
        subject,
        service: path.service,
        network: isUnknown(path.network.name) ? "<unknown>" : path.network.name,
        port: isUnknown(path.listener.port) ? 0 : path.listener.port,
        effect,
        to,
        requests: describeRequests(group.map(partsOf), all, questions),
        ...(reason === "" ? {} : { reason }),
        witness: first.request,
      },
    ];
  });
}

/** The free parts of a class's request. */
export function partsOf({ request }: Pick<DecidedClass, "request">): Required<
  Pick<LatticeRequest, "method" | "path" | "query">
> & {
  readonly headers: Readonly<Record<string, readonly string[]>>;
} {
  const { method, path, query = {}, headers = {} } = request;
  return { method, path, query, headers: headers as Readonly<Record<string, readonly string[]>> };
}

/** One subject may have several places with the same outcome: these are one row. */
function merged(rows: readonly AccessRow[]): readonly AccessRow[] {
  const seen = new Map<string, AccessRow>();
  for (const row of rows) {
    const { subject, service, network, port, effect, to, reason, requests } = row;
    const words = requests.map(({ methods, paths, only }) => ({ methods, paths, only }));
    const key = JSON.stringify([subject.key, service.id, network, port, effect, to, reason, words]);
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}
