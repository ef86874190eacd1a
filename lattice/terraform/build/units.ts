import { isUnknown, type Value } from "../../value";
import { keyOf } from "./links";
import type { TerraformSet } from "./terraform-set";

/** Where an account is below the root of its organization, as far as that is known. */
export interface Ancestors {
  /** The ids of the root and the units that are known, the outermost first: `r-b2`, `ou-c3`. */
  readonly ids: readonly string[];
  /** True when they reach up to the root, so that there are no others. */
  readonly complete: boolean;
}

const NOTHING: Ancestors = { ids: [], complete: false };
/** AWS nests organizational units five deep (AWS Organizations User Guide, "Quotas"). */
const DEEPEST = 10;

/** What a path such as `o-a1/r-b2/ou-c3/` says. */
export function ancestorsIn(path: string): Ancestors {
  const ids = path.split("/").filter((part) => /^(?:r|ou)-/.test(part));
  return { ids, complete: ids.length > 0 };
}

/** Where the Terraform declares an account to be, by `aws_organizations_account` and the units above it. */
export function declaredAncestors(set: TerraformSet, account: string): Ancestors {
  const declared = set.of("aws_organizations_account").find((one) => one.text("id") === account);
  const units = new Map(
    set.of("aws_organizations_organizational_unit").map((one) => [keyOf(one.text("id")), one.text("parent_id")]),
  );
  const ids: string[] = [];
  let parent: Value<string> | undefined = declared?.argumentText("parent_id");
  for (let depth = 0; parent !== undefined && depth < DEEPEST; depth++) {
    if (isUnknown(parent)) return NOTHING;
    ids.unshift(parent);
    if (parent.startsWith("r-")) return { ids, complete: true };
    parent = units.get(parent);
  }
  return { ids, complete: false };
}
