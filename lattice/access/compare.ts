import type { EstateIndex } from "../decide/index-estate";
import type { Service } from "../estate/service";
import { Candidates } from "./candidates";
import type { DecidedClass } from "./classes";
import { describeRequests, type Requests } from "./describe/requests";
import { routeLabel } from "./describe/route-label";
import type { Questions, Unsupported } from "./questions";
import { type FreeParts, witnesses } from "./request-classes";
import { Side, serviceKey, type Way } from "./side";
import type { Subject } from "./subjects/subject";
import { subjectsOf } from "./subjects/subjects";
import { unionOf } from "./union";

/**
 * What happened to some requests. `allowed` widens access, and so does `uncertain`: what was denied may now get through.
 */
export type ChangeKind = "allowed" | "uncertain" | "denied" | "rerouted";

/** What became different for one subject at one listener of a service. */
export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  readonly service: Service;
  /** The service network and the port. */
  readonly way: string;
  readonly requests: readonly Requests[];
  /** What was, and what is, in a few words. */
  readonly before: string;
  readonly after: string;
}

/** Two estates compared. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** True when somebody may get through who did not before. */
  readonly widens: boolean;
  /** Conditions for which the comparison may be too coarse. */
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
  return { changes, widens: changes.some(({ kind }) => kind === "allowed" || kind === "uncertain"), unsupported };
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

type Found = Omit<Change, "subject" | "service">;

function compareWay(
  [left, right]: readonly [Side, Side],
  subject: Subject,
  old: Way | undefined,
  now: Way | undefined,
): { readonly changes: readonly Found[]; readonly questions: Questions } {
  const was = old && left.open(subject, old);
  const is = now && right.open(subject, now);
  const questions = unionOf([...(was?.questions ?? []), ...(is?.questions ?? [])]);
  const all = [...witnesses(questions)];
  const groups = new Map<string, { readonly change: Omit<Found, "requests">; readonly parts: FreeParts[] }>();
  for (const parts of all) {
    const before = outcome(left, was?.ask(parts));
    const after = outcome(right, is?.ask(parts));
    const kind = kindOf(before, after);
    if (!kind) continue;
    const change = { kind, way: (now ?? old)?.key ?? "", before: before.text, after: after.text };
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

interface Outcome {
  readonly effect: "allow" | "deny" | "unknown";
  readonly route: string;
  readonly text: string;
}

function outcome(side: Side, answered: DecidedClass | undefined): Outcome {
  if (!answered) return { effect: "deny", route: "", text: "denied: there is no way there" };
  const { verdict } = answered;
  const route = verdict.effect === "allow" ? routeLabel(side.index, verdict) : "";
  if (verdict.effect === "allow") return { effect: "allow", route, text: `allowed, to ${route}` };
  const word = verdict.effect === "deny" ? "denied" : "uncertain";
  return { effect: verdict.effect, route, text: `${word}: ${verdict.reason}` };
}

function kindOf(before: Outcome, after: Outcome): ChangeKind | undefined {
  if (before.effect === after.effect) {
    return after.effect === "allow" && before.route !== after.route ? "rerouted" : undefined;
  }
  if (after.effect === "allow") return "allowed";
  return after.effect === "unknown" && before.effect === "deny" ? "uncertain" : "denied";
}
