import type { Organization } from "../accounts/organization";
import type { Shares } from "../lattice/world";
import type { Invitation, ResourceShare, ShareAssociation } from "./records";

/** Everything RAM holds, and the answer to the one question that VPC Lattice asks it. */
export class RamStore implements Shares {
  readonly shares = new Map<string, ResourceShare>();
  readonly invitations = new Map<string, Invitation>();
  associations: ShareAssociation[] = [];

  constructor(private readonly organization: Organization) {}

  associationsOf(shareArn: string, type: ShareAssociation["type"] | "SOURCE"): ShareAssociation[] {
    return this.associations.filter((association) => association.shareArn === shareArn && association.type === type);
  }

  /** Whether a share's principals reach an account that is not its owner: by id, or through its organization or OU. */
  reaches(share: ResourceShare, account: string): boolean {
    if (share.owner === account) {
      return false;
    }
    return this.associationsOf(share.arn, "PRINCIPAL").some(
      ({ entity, status }) =>
        status === "ASSOCIATED" &&
        (entity === account ||
          (this.organization.isMember(share.owner) && this.organization.contains(entity, account))),
    );
  }

  isSharedWith(account: string, resourceArn: string): boolean {
    return [...this.shares.values()].some(
      (share) =>
        share.status === "ACTIVE" &&
        this.associationsOf(share.arn, "RESOURCE").some(
          ({ entity, status }) => entity === resourceArn && status === "ASSOCIATED",
        ) &&
        this.reaches(share, account),
    );
  }

  /** Takes a share away with everything in it. */
  forget(share: ResourceShare): void {
    this.shares.delete(share.arn);
    this.associations = this.associations.filter(({ shareArn }) => shareArn !== share.arn);
    for (const invitation of this.invitations.values()) {
      if (invitation.shareArn === share.arn) {
        this.invitations.delete(invitation.arn);
      }
    }
  }
}
