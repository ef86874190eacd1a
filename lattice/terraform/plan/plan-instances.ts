import { type Unknown, type UnknownType, unknown } from "../../value";
import type { GivenAccounts } from "../given-accounts";
import { Instance } from "../instance";
import { isJson, type Json, jsonAt, listAt } from "../json/read-json";
import { EncodedJson, isList, type TfValue } from "../value";
import { moduleOf, PlanConfiguration, withoutKey } from "./plan-configuration";
import { PlanPlacements } from "./plan-placements";
import { referredBy } from "./references";
import { asValue, resource, stateResources } from "./state-instances";

/** What a plan says there will be. */
export function planInstances(stack: string, file: string, plan: Json, accounts: GivenAccounts): readonly Instance[] {
  return new PlanReader(stack, file, plan, accounts).instances();
}

class PlanReader {
  readonly #configuration: PlanConfiguration;
  readonly #blocks = new Map<string, Instance[]>();
  readonly #placements: PlanPlacements;

  constructor(
    private readonly stack: string,
    private readonly file: string,
    private readonly plan: Json,
    accounts: GivenAccounts,
  ) {
    this.#configuration = new PlanConfiguration(jsonAt(plan, "configuration"));
    this.#placements = new PlanPlacements(file, plan, this.#configuration, (provider) => accounts.of(stack, provider));
  }

  instances(): readonly Instance[] {
    const read = stateResources(jsonAt(this.plan, "prior_state", "values"))
      .filter(({ mode }) => mode === "data")
      .map(({ values, ...identity }) => this.#instance(identity, values, {}, true));
    const planned = listAt(this.plan, "resource_changes")
      .filter(isJson)
      .flatMap((change) => this.#planned(change));
    const all = [...read, ...planned];
    for (const instance of all) {
      const block = withoutKey(instance.identity.address);
      this.#blocks.set(block, [...(this.#blocks.get(block) ?? []), instance]);
    }
    return all;
  }

  #planned(change: Json): readonly Instance[] {
    const { actions, after, after_unknown: open } = jsonAt(change, "change");
    const names = Array.isArray(actions) ? actions : [];
    if (names.length === 1 && (names[0] === "delete" || names[0] === "forget")) return [];
    const { values: _, ...identity } = resource(change);
    return [this.#instance(identity, isJson(after) ? after : {}, isJson(open) ? open : {}, !names.includes("create"))];
  }

  #instance(identity: Omit<ReturnType<typeof resource>, "values">, known: Json, open: Json, exists: boolean): Instance {
    const { path } = moduleOf(identity.address);
    const block = this.#configuration.block(
      path,
      withoutKey(identity.address.slice(moduleOf(identity.address).prefix.length)),
    );
    const expressions = jsonAt(block, "expressions");
    const instance: Instance = new Instance(
      { ...identity, stack: this.stack, file: this.file, exists },
      this.#placements.of(block, known),
      (name) => this.#merge(instance, name, known[name], open[name], expressions[name]),
    );
    return instance;
  }

  /** A value with its unknown parts filled in, from what their expressions refer to. */
  #merge(from: Instance, path: string, known: unknown, open: unknown, expression: unknown): TfValue | undefined {
    if (open === true) return this.#resolve(from, path, expression);
    if (Array.isArray(open) || Array.isArray(known)) return this.#mergeList(from, path, known, open, expression);
    if (!isJson(known) && !isJson(open)) return asValue(known);
    const members = new Set([...Object.keys(jsonAt(known)), ...Object.keys(jsonAt(open))]);
    return Object.fromEntries(
      [...members].map((name) => [
        name,
        this.#merge(from, `${path}.${name}`, jsonAt(known)[name], jsonAt(open)[name], within(expression, name)) ?? null,
      ]),
    );
  }

  #mergeList(from: Instance, path: string, known: unknown, open: unknown, expression: unknown): TfValue {
    const [left, right] = [known, open].map((one) => (Array.isArray(one) ? one : []));
    const length = Math.max(left?.length ?? 0, right?.length ?? 0);
    return Array.from({ length }, (_, index) => {
      const inner = Array.isArray(expression) ? expression[index] : expression;
      return this.#merge(from, `${path}[${index}]`, left?.[index], right?.[index], inner) ?? null;
    });
  }

  /** What is computed, and not set, is left to the stand-ins. A plan has no expressions of what is in a `dynamic` block. */
  #resolve(from: Instance, path: string, expression: unknown): TfValue | undefined {
    const type = LISTS.test(path) ? "list" : "string";
    if (expression === undefined) return /[.[]/.test(path) ? unknownAt(from, path, type) : undefined;
    const referred = referredBy(expression, from, this.#configuration, this.#blocks);
    const open = unknownAt(from, path, type);
    if (!referred || !meansWhatItNames(path, referred.attribute)) return open;
    const value = referred.instance.attribute(referred.attribute);
    if (value instanceof EncodedJson || type !== "list" || isList(value)) return value;
    return [value];
  }
}

const LISTS = /(?:_ids|_arns|identifiers|resources|actions|values|cidr_blocks|roles)$/;

/** Only an identifier is what its expression names; other text may be made of it in any way. */
function meansWhatItNames(path: string, attribute: string): boolean {
  const wanted = /(?:identifier|_arn|_arns|_id|_ids|\.id|role|roles|function_name|principal|vpc|name)$/.test(path);
  const given = /^(?:id|arn|name|listener_id|function_name|qualified_arn|invoke_arn|outputs)$/.test(attribute);
  return (wanted && given) || (/(?:policy|json|documents)(?:\[\d+\])?$/.test(path) && attribute === "json");
}

function unknownAt(from: Instance, path: string, type: UnknownType): Unknown {
  return unknown(type, "known after apply", from.origin(path));
}

function within(expression: unknown, name: string): unknown {
  if (!isJson(expression)) return undefined;
  return "references" in expression ? expression : expression[name];
}
