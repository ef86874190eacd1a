import type { Value } from "../../value";
import { placementOf } from "../configuration/placement";
import type { Placement } from "../instance";
import { isJson, type Json, jsonAt, listAt, stringAt } from "../json/read-json";
import type { TfValue } from "../value";
import { moduleOf, type PlanConfiguration, withoutKey } from "./plan-configuration";
import { accountIn, stateResources } from "./state-instances";

/** Types whose ARN is always in the account of their provider. */
const OWNED: readonly string[] = [
  "aws_iam_role",
  "aws_lambda_function",
  "aws_vpc",
  "aws_vpclattice_service",
  "aws_vpclattice_service_network",
];

/** Where the providers of a plan put what they make. */
export class PlanPlacements {
  readonly #known = new Map<string, Placement>();
  readonly #account: string | undefined;

  constructor(
    private readonly file: string,
    private readonly plan: Json,
    private readonly configuration: PlanConfiguration,
    private readonly given: (provider: string) => string | undefined,
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
    const found = () => this.#account ?? this.#accountOfMade(key) ?? this.given(key);
    return placementOf(this.#constants(expressions) as Record<string, TfValue>, origin, found);
  }

  /** The account of what a provider made before, where it is one. */
  #accountOfMade(key: string): string | undefined {
    const accounts = listAt(this.plan, "resource_changes").flatMap((change) => {
      const address = stringAt(change, "address") ?? "";
      const { path, prefix } = moduleOf(address);
      if (!OWNED.includes(stringAt(change, "type") ?? "") || jsonAt(change).mode === "data") return [];
      const block = this.configuration.block(path, withoutKey(address.slice(prefix.length)));
      if ((stringAt(block, "provider_config_key") ?? "aws") !== key) return [];
      return accountIn(jsonAt(change, "change", "before")) ?? [];
    });
    return new Set(accounts).size === 1 ? accounts[0] : undefined;
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
