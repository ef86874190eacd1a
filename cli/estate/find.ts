import { distance } from "fastest-levenshtein";
import type { Subject } from "../../lattice/access/subjects/subject";
import type { Service } from "../../lattice/estate/service";
import { isUnknown } from "../../lattice/value";
import type { EstateNames } from "./names";

/** A caller or a service that does not exist, or a name that means several. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
}

/** Everybody who could call, with the names that platform.ts has for them. */
export interface Callers {
  readonly subjects: readonly Subject[];
  readonly names: EstateNames;
}

/** The callers that a name means: one of platform.ts, an ARN, a role's name, what the listing calls them, or an account. */
export function findSubjects({ subjects, names }: Callers, name: string): readonly Subject[] {
  const exact = subjects.filter((subject) => namesOf(subject, names).includes(name));
  return exact.length > 0 ? exact : subjects.filter((subject) => subject.account === name);
}

/** The one caller that a name means. Throws a {@link NotFoundError}. */
export function findSubject(callers: Callers, name: string): Subject {
  const found = findSubjects(callers, name);
  const precise = found.map(({ label }) => label);
  return only(found, name, "caller", precise, allNames(callers));
}

/** The services that a name means: a name, an ARN, an id, or `account/name`. */
export function findServices(services: readonly Service[], name: string): readonly Service[] {
  return services.filter((service) => serviceNames(service).includes(name));
}

/** The one service that a name means. Throws a {@link NotFoundError}. */
export function findService(services: readonly Service[], name: string): Service {
  const found = findServices(services, name);
  const precise = found.map((service) => serviceNames(service)[1] ?? service.id);
  return only(found, name, "service", precise, services.flatMap(serviceNames));
}

/** The error for a name that means neither a caller nor a service. */
export function neither(callers: Callers, services: readonly Service[], name: string): NotFoundError {
  const names = [...services.flatMap(serviceNames), ...allNames(callers)];
  return new NotFoundError(`There is no caller and no service "${name}". ${nearest(name, names)}`);
}

function only<T>(
  found: readonly T[],
  name: string,
  noun: string,
  precise: readonly string[],
  names: readonly string[],
): T {
  const [first, ...more] = found;
  if (first !== undefined && more.length === 0) return first;
  if (first !== undefined) {
    throw new NotFoundError(`"${name}" means several: name one of ${precise.join(", ")}.`);
  }
  throw new NotFoundError(`There is no ${noun} "${name}". ${nearest(name, names)}`);
}

/** So many names are all told. */
const FEW = 12;
/** So many of the nearest names are told at most. */
const NEAREST = 3;

function nearest(name: string, names: readonly string[]): string {
  const all = [...new Set(names)];
  const plain = all.filter((one) => !one.startsWith("arn:"));
  const known = plain.length === 0 || name.startsWith("arn:") ? all : plain;
  if (known.length === 0) return "The Terraform that was read has none.";
  const wanted = name.toLowerCase();
  const ranked = known
    .map((one) => ({ one, steps: one.toLowerCase().includes(wanted) ? 0 : distance(wanted, one.toLowerCase()) }))
    .sort((left, right) => left.steps - right.steps || left.one.length - right.one.length);
  const close = ranked.filter(({ steps }, index) => index === 0 || steps <= wanted.length / 3).slice(0, NEAREST);
  const list = known.length <= FEW ? ` There are: ${known.join(", ")}.` : "";
  return `Did you mean ${close.map(({ one }) => `"${one}"`).join(" or ")}?${list}`;
}

function allNames({ subjects, names }: Callers): readonly string[] {
  return subjects.flatMap((subject) => namesOf(subject, names));
}

function namesOf(subject: Subject, names: EstateNames): readonly string[] {
  const { key, kind, label } = subject;
  const arn = kind === "role" ? key : label;
  const short = /:(?:role|user)\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  const roles = names.rolesOf(subject);
  return [...new Set([...names.of(subject), label, ...(short === undefined ? [] : [short]), ...roles])];
}

/** Whether a name is the ARN of a role, a user or a session, so that it can be asked about whoever has it. */
export function isPrincipal(name: string): boolean {
  return /^arn:[^:]+:(?:iam::\d{12}:(?:role|user)|sts::\d{12}:assumed-role\/[^/]+)\/[^*?]+$/.test(name);
}

function serviceNames({ name, arn, account }: Service): readonly string[] {
  const known = [name, isUnknown(account) || isUnknown(name) ? name : `${account}/${name}`, arn];
  return known.flatMap((one) => (isUnknown(one) ? [] : [one]));
}
