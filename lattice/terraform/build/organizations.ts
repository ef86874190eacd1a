import type { ServiceNetwork } from "../../estate/network";
import type { Service } from "../../estate/service";
import type { ParsedCondition } from "../../iam/parse/parsed";
import { isUnknown } from "../../value";
import { accountOf, type TerraformSet } from "./terraform-set";

/** What has an auth policy. */
export type Guarded = Pick<ServiceNetwork | Service, "authPolicy">;

/** The organizations that some Terraform speaks of. */
export interface OrganizationsInSight {
  /** Their ids, `o-...`, in order. */
  readonly ids: readonly string[];
  /** The organizations of accounts that cannot be in another one, by account. */
  readonly certain: ReadonlyMap<string, string>;
  /** Whether an auth policy or a share asks for an organization at all. */
  readonly asked: boolean;
}

const IN_ARN = /:(?:organization|ou|account)\/(o-[a-z0-9]+)/;
const ID = /^o-[a-z0-9]+/;
const KEYS: readonly string[] = ["aws:principalorgid", "aws:principalorgpaths"];

/**
 * The organizations that the Terraform declares or shares something with; without any, those that auth policies name.
 * Whoever looks up its organization is in it, and so is whoever shares something with one (AWS RAM User Guide, "Sharing
 * with AWS Organizations").
 */
export function organizationsInSight(set: TerraformSet, owners: readonly Guarded[]): OrganizationsInSight {
  const certain = new Map<string, string>();
  const add = (account: unknown, id: string | undefined) => {
    if (typeof account === "string" && id !== undefined) certain.set(account, id);
    return id ?? [];
  };
  const declared = ["aws_organizations_organization", "data.aws_organizations_organization"].flatMap((type) =>
    set.of(type).flatMap((one) => {
      const id = one.text("id");
      return isUnknown(id) ? [] : add(accountOf(one), id);
    }),
  );
  const members = set.of("aws_organizations_account").flatMap((one) => {
    const arn = one.argumentText("arn");
    return add(one.argumentText("id"), isUnknown(arn) ? undefined : IN_ARN.exec(arn ?? "")?.[1]);
  });
  const principals = set.of("aws_ram_principal_association").map((one) => ({ one, principal: one.text("principal") }));
  const shared = principals.flatMap(({ one, principal }) =>
    isUnknown(principal) ? [] : add(accountOf(one), IN_ARN.exec(principal)?.[1]),
  );
  const conditions = owners.flatMap(conditionsOf);
  const known = [...declared, ...members, ...shared];
  const ids = [...new Set(known.length > 0 ? known : conditions.flatMap(namedIn))].sort();
  return { ids, certain, asked: conditions.length > 0 || shared.length > 0 };
}

/** What an auth policy asks about organizations. */
function conditionsOf({ authPolicy }: Guarded): readonly ParsedCondition[] {
  const statements = authPolicy?.policy.statements ?? [];
  return statements.flatMap(({ conditions }) => conditions.filter(({ key }) => KEYS.includes(key.lookup)));
}

function namedIn({ values }: ParsedCondition): readonly string[] {
  return values.flatMap(({ parts: [first] }) => (first?.kind === "literal" ? (ID.exec(first.text)?.[0] ?? []) : []));
}
