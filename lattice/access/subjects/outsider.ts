import type { EstateIndex } from "../../decide/index-estate";
import type { SignedCaller } from "../../decide/request";
import type { Tags } from "../../estate/resource";
import { type Origin, unknown } from "../../value";
import type { Mentions } from "./mentions";
import type { Subject, SubjectKind } from "./subject";

/** An account's place in an organization. */
export type Organization = SignedCaller["organization"];

/** Where something is from that no Terraform declares. */
export const NOWHERE: Origin = { file: "no Terraform", address: "outside" };

/** What there is to say about callers that the Terraform does not have. */
export interface Outsider {
  readonly kind: SubjectKind;
  /** Whether it is roles or users. */
  readonly caller: SignedCaller["kind"];
  readonly key: string;
  readonly label: string;
  readonly account: string;
  readonly arn: string;
  readonly session?: string;
  /** Default: that of the account, as far as it is known. */
  readonly place?: { readonly organization: Organization };
}

/** A caller that the Terraform does not have: its own account is taken to allow it everything. */
export function outsider(
  { kind, caller, key, label, account, arn, session = "session", place }: Outsider,
  mentions: Mentions,
): Subject {
  const tags: Tags = Object.fromEntries(
    [...mentions.tags].map((tag) => [tag, unknown("string", "the caller may have any tags", NOWHERE, true)]),
  );
  const callerIn = (index: EstateIndex): SignedCaller => {
    const organization = place ? place.organization : organizationOf(index, account);
    const common = { kind: caller, arn, account, session, tags, identity: "assumed" } as const;
    return organization === undefined ? common : { ...common, organization };
  };
  return { key, kind, label, account, callerIn, roleIn: () => undefined };
}

function organizationOf(index: EstateIndex, account: string): Organization {
  const known = index.accounts.get(account);
  if (known) return known.organization;
  return unknown("object", `no Terraform says which organization ${account} is in`, NOWHERE, true);
}
