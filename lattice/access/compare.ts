import type { EstateIndex } from "../decide/index-estate";
import type { Service } from "../estate/service";
import { isUnknown } from "../value";
import { Candidates } from "./candidates";
import { describeRequests, type Requests } from "./describe/requests";
import { type ChangeKind, kindOf, outcome, WIDENING } from "./outcome";
import type { Questions, Unsupported } from "./questions";
import { type FreeParts, witnesses } from "./request-classes";
import { openTogether, Side, serviceKey, type Way } from "./side";
import type { Subject } from "./subjects/subject";
import { subjectsOf } from "./subjects/subjects";

/** What became different for one subject at one listener of a service. */
export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  readonly service: Service;
  /** The service network and the port. */
  readonly way: string;
  /** Of the listener, when it is known. */
  readonly port?: number;
  readonly requests: readonly Requests[];
  /** What was, and what is, in a few words. */
  readonly before: string;
  readonly after: string;
}

/** Two estates compared. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** True when somebody may get through who did not before, or to a target that did not get it. */
  readonly widens: boolean;
  /** Conditions that are not worked out: what depends on them is unknown, and a change of it counts as widening. */
  readonly unsupported: readonly (Unsupported & { readonly service: Service; readonly subject: Subject })[];
}

/**
 * Compares who can call what before and after. Exact: the questions of both estates together divide the requests into
 * classes, and a request of each class is decided in both.
 */
export function compareAccess(before: EstateIndex, after: EstateIndex): Comparison {
  const subjects = subjectsOf([before, after]);
  const sides = [new Side(before), new Side(after)] as const;
  const candidates = [new Candidates(before, subjects), new Candidates(after, subjects)] as const;
  const changes: Change[] = [];
  const unsupported: Comparison["unsupported"][number][] = [];
  for (const [old, now] of pairsOf(before, after)) {
    const service = now ?? old;
    const asked = new Set([...(old ? candidates[0].of(old) : []), ...(now ? candidates[1].of(now) : [])]);
    for (const subject of service ? subjects.filter((one) => asked.has(one)) : []) {
      for (const [left, right] of waysOf(sides, subject, old, now)) {
        const found = compareWay(sides, subject, left, right);
        if (!service) continue;
        changes.push(...found.changes.map((change) => ({ ...change, subject, service })));
        unsupported.push(...found.questions.unsupported.map((one) => ({ ...one, subject, service })));
      }
    }
  }
  return { changes, widens: changes.some(({ kind }) => WIDENING.includes(kind)), unsupported };
}

type Pair<T> = readonly [before: T | undefined, after: T | undefined];

function pairsOf(before: EstateIndex, after: EstateIndex): readonly Pair<Service>[] {
  return matched(before.estate.services, after.estate.services, serviceKey);
}

function waysOf(
  [left, right]: readonly [Side, Side],
  subject: Subject,
  old: Service | undefined,
  now: Service | undefined,
): readonly Pair<Way>[] {
  const ways = (side: Side, service: Service | undefined) => (service ? side.ways(subject, service) : []);
  return matched(ways(left, old), ways(right, now), (way) => way.key);
}

function matched<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): readonly Pair<T>[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Map(after.map((item) => [keyOf(item), item]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().map((key) => [old.get(key), now.get(key)]);
}

function wayOf(way: Way | undefined): Pick<Change, "way" | "port"> {
  const port = way?.path.listener.port;
  return { way: way?.key ?? "", ...(port === undefined || isUnknown(port) ? {} : { port }) };
}

type Found = Omit<Change, "subject" | "service">;

function compareWay(
  [left, right]: readonly [Side, Side],
  subject: Subject,
  old: Way | undefined,
  now: Way | undefined,
): { readonly changes: readonly Found[]; readonly questions: Questions } {
  const { ways, questions } = openTogether(
    (doubtful) => [old && left.open(subject, old, doubtful), now && right.open(subject, now, doubtful)] as const,
  );
  const [was, is] = ways;
  // Where the same is left open before and after, nobody can say that nothing changes, unless nothing is written otherwise.
  const isOther =
    questions.unsupported.length > 0 && was?.statements().join() !== is?.statements().join() && is !== undefined;
  const all = [...witnesses(questions)];
  const groups = new Map<string, { readonly change: Omit<Found, "requests">; readonly parts: FreeParts[] }>();
  for (const parts of all) {
    const before = outcome(left, was?.ask(parts));
    const after = outcome(right, is?.ask(parts));
    const kind = kindOf(before, after, isOther);
    if (!kind) continue;
    const change = { kind, ...wayOf(now ?? old), before: before.text, after: after.text };
    const key = JSON.stringify(change);
    const group = groups.get(key) ?? { change, parts: [] };
    group.parts.push(parts);
    groups.set(key, group);
  }
  const changes = [...groups.values()].map(({ change, parts }) => ({
    ...change,
    requests: describeRequests(parts, all, questions),
  }));
  return { changes, questions };
}
