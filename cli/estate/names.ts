import type { Subject } from "../../lattice/access/subjects/subject";
import type { EstateIndex } from "../../lattice/decide/index-estate";
import type { Role } from "../../lattice/estate/estate";
import type { Service } from "../../lattice/estate/service";
import { isUnknown } from "../../lattice/value";
import { callerInPolicyName } from "../../policies/documents/invoke-policy";
import { known } from "./words";

/** How Trellis names the role of a caller's function, and that of a service's. */
const ADDRESS = /\baws_iam_role\.(?:caller_([^_.]+)|service_([^_.]+)_function)_([^_.]+)_role$/;

/**
 * The names that platform.ts has for callers (`consumer.caller`, `service.target`), read from the Terraform: from the
 * name of the policy that holds a caller's rights, or from the address of its role.
 */
export class EstateNames {
  readonly #shown: ReadonlyMap<string, string>;

  constructor(
    private readonly indexes: readonly EstateIndex[],
    subjects: readonly Subject[],
  ) {
    const distinct = new Map(subjects.map((subject) => [subject.key, subject]));
    const named = [...distinct.values()].map((subject) => [subject, this.of(subject)] as const);
    const count = new Map<string, number>();
    for (const name of named.flatMap(([, names]) => names)) count.set(name, (count.get(name) ?? 0) + 1);
    const unique = named.flatMap(([{ key }, [first, ...more]]) =>
      first !== undefined && more.length === 0 && count.get(first) === 1 ? [[key, first] as const] : [],
    );
    this.#shown = new Map(unique);
  }

  /** The declared names of a caller; none for whoever is not declared. */
  of(subject: Subject): readonly string[] {
    const roles = this.indexes.flatMap((index) => subject.roleIn(index) ?? []);
    return [...new Set(roles.flatMap(declaredNames))];
  }

  /** The names of a role without its account and path. */
  rolesOf(subject: Subject): readonly string[] {
    const roles = this.indexes.flatMap((index) => subject.roleIn(index) ?? []);
    return roles.flatMap(({ name }) => (isUnknown(name) || subject.kind !== "role" ? [] : [name]));
  }

  /** How to speak of a caller: by its declared name where that means nobody else, otherwise by its ARN or what it is. */
  show(subject: Subject): string {
    return this.#shown.get(subject.key) ?? subject.label;
  }

  /** The name of a service, with its account where two have that name. */
  service({ name, account }: Service): string {
    if (isUnknown(name)) return known(name);
    const same = this.indexes[0]?.estate.services.filter((service) => service.name === name) ?? [];
    return same.length > 1 ? `${known(account)}/${name}` : name;
  }

  /** The declared names that stand for an ARN, with the ARN, for some callers. */
  legend(subjects: Iterable<Subject>): readonly (readonly [name: string, arn: string])[] {
    const pairs = [...new Set(subjects)].map((subject) => [this.show(subject), subject.label] as const);
    return pairs.filter(([name, label]) => name !== label);
  }
}

function declaredNames({ policies, origin }: Role): readonly string[] {
  const callers = policies.flatMap(({ name }) =>
    name === undefined || isUnknown(name) ? [] : (callerInPolicyName(name) ?? []),
  );
  if (callers.length > 0) return callers;
  const [, consumer, service, key] = ADDRESS.exec(origin.address) ?? [];
  return key === undefined ? [] : [`${consumer ?? service}.${key}`];
}
