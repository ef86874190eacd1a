import type { Value } from "../../value";
import { placementOf } from "../configuration/placement";
import type { Placement } from "../instance";
import { isJson, type Json, jsonAt, listAt, stringAt } from "../json/read-json";
import type { TfValue } from "../value";
import type { PlanConfiguration } from "./plan-configuration";
import { accountIn, stateResources } from "./state-instances";

/** Where the providers of a plan put what they make. */
export class PlanPlacements {
  readonly #known = new Map<string, Placement>();
  readonly #account: string | undefined;

  constructor(
    private readonly file: string,
    private readonly plan: Json,
    private readonly configuration: PlanConfiguration,
  ) {
    this.#account = soleAccount(plan);
  }

  /** Where a resource with this block and these values is. */
  of(block: Json | undefined, known: Json): Placement {
    const key = stringAt(block, "provider_config_key") ?? "aws";
    const placed = this.#known.get(key) ?? this.#providerPlacement(key);
    this.#known.set(key, placed);
    const account: Value<string> = accountIn(known) ?? placed.account;
    const region: Value<string> = stringAt(known, "region") ?? placed.region;
    return { account, region };
  }

  #providerPlacement(key: string): Placement {
    const expressions = this.configuration.provider(key) ?? {};
    const origin = { file: this.file, address: `provider.${key}` };
    const placed = placementOf(this.#constants(expressions) as Record<string, TfValue>, origin);
    return typeof placed.account === "string" || this.#account === undefined
      ? placed
      : { ...placed, account: this.#account };
  }

  /** The expressions of a provider that are constants or variables, as values. */
  #constants(expression: unknown): unknown {
    if (Array.isArray(expression)) return expression.map((one) => this.#constants(one));
    if (!isJson(expression)) return undefined;
    if ("constant_value" in expression) return expression.constant_value;
    const [reference] = listAt(expression, "references");
    const variable = typeof reference === "string" ? /^var\.(.+)$/.exec(reference)?.[1] : undefined;
    if (variable !== undefined) return jsonAt(this.plan, "variables", variable).value;
    if ("references" in expression) return undefined;
    const members = Object.entries(expression).map(([name, one]) => [name, this.#constants(one)] as const);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined && value !== null));
  }
}

/** The account that `data.aws_caller_identity` found, when a plan has only one. */
function soleAccount(plan: Json): string | undefined {
  const found = stateResources(jsonAt(plan, "prior_state", "values"))
    .filter(({ type }) => type === "aws_caller_identity")
    .flatMap(({ values }) => stringAt(values, "account_id") ?? []);
  return new Set(found).size === 1 ? found[0] : undefined;
}
