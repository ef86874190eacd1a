import type { EstateIndex } from "../decide/index-estate";
import type { ServiceNetwork } from "../estate/network";
import type { Service } from "../estate/service";
import { INVOKE } from "../iam/actions";
import type { CompiledStatement } from "../iam/compile/statement";
import { callersNamedBy, servicesNamedBy } from "../iam/compile/statement-filter";
import { literalText } from "../iam/pattern/pattern";
import type { AuthorizationRequest } from "../iam/request";
import { FALSE } from "../tri";
import { isUnknown } from "../value";
import type { Subject } from "./subjects/subject";

/**
 * Who may get through to a service at all, found without looking at every pair: the callers that an allowing statement
 * of its policy names, and of them those whose own policies name the service. Everybody else is denied for certain.
 */
export class Candidates {
  /** A role and its sessions have one ARN in conditions. */
  readonly #byArn = new Map<string, Subject[]>();
  readonly #byAccount = new Map<string, Subject[]>();
  readonly #named = new Map<Subject, ReadonlySet<string> | "any">();
  /** Roles of which the ARN is not known: any name may mean them. */
  readonly #vague: readonly Subject[];

  constructor(
    private readonly index: EstateIndex,
    private readonly subjects: readonly Subject[],
  ) {
    for (const subject of subjects) {
      const caller = subject.callerIn(index);
      const arn = caller === undefined || caller.kind === "anonymous" ? undefined : caller.arn;
      put(this.#byArn, typeof arn === "string" ? arn : subject.key, subject);
      put(this.#byAccount, subject.account ?? "", subject);
    }
    this.#vague = subjects.filter((subject) => {
      const caller = subject.callerIn(index);
      return caller?.kind === "role" && (isUnknown(caller.arn) || isUnknown(caller.account));
    });
  }

  /** Those who may get through to a service. */
  of(service: Service): readonly Subject[] {
    return this.#admitted(service).filter((subject) => this.#asks(subject, service));
  }

  #admitted(owner: Service | ServiceNetwork): readonly Subject[] {
    const { authType, authPolicy } = owner;
    if (authType !== "AWS_IAM") return this.subjects;
    if (!authPolicy) return [];
    if (authPolicy.policy.opaque) return this.subjects;
    const admitted = new Set(this.#vague);
    for (const statement of this.index.policy(authPolicy.policy).allows) {
      const named = this.#namedBy(statement);
      if (!named) return this.subjects;
      for (const subject of named) admitted.add(subject);
    }
    return [...admitted];
  }

  /** The subjects that a statement is about; undefined when it does not name them one by one. */
  #namedBy(statement: CompiledStatement): readonly Subject[] | undefined {
    const arns = callersNamedBy(statement);
    if (arns) return arns.flatMap((arn) => this.#byArn.get(arn) ?? []);
    const { parsed } = statement;
    if (!parsed.principal || parsed.principal.negated) return undefined;
    const found = parsed.principal.entries.map((entry) => {
      if (entry.type === "never" || entry.type === "service") return [];
      if (entry.type === "account") return this.#byAccount.get(entry.account) ?? [];
      const arn = entry.type === "arn" ? literalText(entry.arn) : undefined;
      if (arn === undefined || !arn.includes(":role/")) return undefined;
      return this.#byArn.get(arn) ?? [];
    });
    return found.includes(undefined) ? undefined : found.flatMap((subjects) => subjects ?? []);
  }

  #asks(subject: Subject, service: Service): boolean {
    const names = this.#named.get(subject) ?? this.#servicesNamed(subject);
    this.#named.set(subject, names);
    return names === "any" || isUnknown(service.arn) || names.has(service.arn);
  }

  /** The services that a role's own policies can allow, by ARN. */
  #servicesNamed(subject: Subject): ReadonlySet<string> | "any" {
    const caller = subject.callerIn(this.index);
    if (!caller || caller.kind === "anonymous" || caller.identity === "assumed") return "any";
    const named = new Set<string>();
    for (const { policy } of caller.identity.policies) {
      if (policy.parsed.opaque) return "any";
      for (const statement of policy.allows.filter(allowsInvoke)) {
        const arns = servicesNamedBy(statement);
        if (!arns) return "any";
        for (const arn of arns) named.add(arn);
      }
    }
    return named;
  }
}

function allowsInvoke(statement: CompiledStatement): boolean {
  const asked: Pick<AuthorizationRequest, "action"> = { action: INVOKE };
  return statement.action(asked as AuthorizationRequest) !== FALSE;
}

function put(map: Map<string, Subject[]>, key: string, subject: Subject): void {
  const known = map.get(key);
  if (known) known.push(subject);
  else map.set(key, [subject]);
}
