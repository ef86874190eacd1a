import { closest } from "fastest-levenshtein";
import type { Subject } from "../../lattice/access/subjects/subject";
import type { Service } from "../../lattice/estate/service";
import { isUnknown } from "../../lattice/value";

/** A caller or a service that does not exist, or a name that means several. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
}

/** The callers that a name means: an ARN, a role's name, what the listing calls them, or an account. */
export function findSubjects(subjects: readonly Subject[], name: string): readonly Subject[] {
  const exact = subjects.filter((subject) => namesOf(subject).includes(name));
  return exact.length > 0 ? exact : subjects.filter((subject) => subject.account === name);
}

/** The one caller that a name means. Throws a {@link NotFoundError}. */
export function findSubject(subjects: readonly Subject[], name: string): Subject {
  const found = findSubjects(subjects, name);
  return only(
    found,
    name,
    "caller",
    found.map(({ label }) => label),
    subjects.flatMap(namesOf),
  );
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
export function neither(subjects: readonly Subject[], services: readonly Service[], name: string): NotFoundError {
  const names = [...services.flatMap(serviceNames), ...subjects.flatMap(namesOf)];
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

function nearest(name: string, names: readonly string[]): string {
  if (names.length === 0) return "The Terraform that was read has none.";
  const known = [...new Set(names)];
  const alike = known.filter((one) => one.toLowerCase().includes(name.toLowerCase()));
  const list = known.length <= 12 ? ` There are: ${known.join(", ")}.` : "";
  return `Did you mean "${closest(name, alike.length > 0 ? alike : known)}"?${list}`;
}

function namesOf({ key, kind, label }: Subject): readonly string[] {
  const arn = kind === "role" ? key : label;
  const short = /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  return short === undefined ? [label] : [label, short];
}

function serviceNames({ name, arn, account }: Service): readonly string[] {
  const known = [name, isUnknown(account) || isUnknown(name) ? name : `${account}/${name}`, arn];
  return known.flatMap((one) => (isUnknown(one) ? [] : [one]));
}
