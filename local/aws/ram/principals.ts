import type { Organization } from "../accounts/organization";
import { ramError } from "./errors";
import type { ResourceShare } from "./records";

/** How a principal gets into a share. */
export interface PrincipalAdmission {
  readonly external: boolean;
  /** Whether the principal has to accept an invitation. */
  readonly invited: boolean;
}

/** AWS's wording for a principal that a share may not reach. */
const INSIDE_ONLY =
  "The resource you are attempting to share can only be shared within your AWS Organization. This error may also occur if you have not enabled sharing with your AWS organization, or that onboarding process is still in progress.";

/**
 * Decides on a principal. Organizations and OUs need sharing with the organization to be enabled, and are never invited;
 * an account of the same organization is not invited either; any other account is, where the share allows it.
 * VPC Lattice is not shared with IAM roles, users or service principals (RAM user guide, "Shareable AWS resources").
 * @throws ApiError
 */
export function admitPrincipal(
  organization: Organization,
  share: Pick<ResourceShare, "owner" | "allowExternalPrincipals">,
  principal: string,
): PrincipalAdmission {
  if (/^\d{12}$/.test(principal)) {
    return admitAccount(organization, share, principal);
  }
  if (
    /^arn:aws[a-z-]*:organizations::\d{12}:(organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(
      principal,
    )
  ) {
    return admitOrganization(organization, share, principal);
  }
  throw ramError(
    "InvalidParameterException",
    `Principal ${principal} is not an account id, nor the ARN of an organization or organizational unit; VPC Lattice cannot be shared with anything else.`,
  );
}

function admitAccount(
  organization: Organization,
  share: Pick<ResourceShare, "owner" | "allowExternalPrincipals">,
  account: string,
): PrincipalAdmission {
  const inside = organization.ramSharing && organization.isMember(share.owner) && organization.isMember(account);
  if (!inside && !share.allowExternalPrincipals) {
    throw ramError("OperationNotPermittedException", INSIDE_ONLY);
  }
  return { external: !inside, invited: !inside };
}

function admitOrganization(
  organization: Organization,
  share: Pick<ResourceShare, "owner">,
  principal: string,
): PrincipalAdmission {
  const known =
    organization.ramSharing && organization.isMember(share.owner) && principal.includes(`/${organization.id}`);
  if (!known || !organization.knowsUnit(principal)) {
    throw ramError("UnknownResourceException", `${principal} could not be found.`);
  }
  return { external: false, invited: false };
}
