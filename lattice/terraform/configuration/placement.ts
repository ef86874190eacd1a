import { isUnknown, type Origin, unknown, type Value } from "../../value";
import { blockOf, textAt, textsOf } from "../blocks";
import { stringOf } from "../expression/text";
import type { Placement } from "../instance";
import { isObject, type TfObject, type TfValue } from "../value";

const ROLE = /^arn:[\w-]+:iam::(\d{12}):/;

/**
 * Where a provider block puts what it makes: the account from `allowed_account_ids` or from the role that it assumes, the
 * region as it is written. `given` is who says the account where the block does not.
 */
export function placementOf(
  provider: TfObject | undefined,
  origin: Origin,
  given: () => string | undefined,
): Placement {
  const said = provider && accountOf(provider);
  const account = said === undefined || isUnknown(said) ? (given() ?? said) : said;
  return {
    account: account ?? unknown("string", "the account is whoever applies it", origin),
    region: (provider && textAt(provider, "region")) ?? unknown("string", "the region of whoever applies it", origin),
    ...(provider?.default_tags === undefined ? {} : { defaultTags: defaultTags(provider.default_tags) }),
  };
}

function defaultTags(block: TfValue): TfValue {
  return isUnknown(block) ? block : (blockOf(block)?.tags ?? {});
}

function accountOf(provider: TfObject): Value<string> | undefined {
  const allowed = textsOf(provider.allowed_account_ids);
  if (allowed.length === 1) return allowed[0];
  const roles = asList(provider.assume_role).flatMap((role) => (isObject(role) ? (stringOf(role.role_arn) ?? []) : []));
  const [role] = roles;
  return typeof role === "string" ? ROLE.exec(role)?.[1] : undefined;
}

function asList(value: TfValue | undefined): readonly TfValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
