/** A resource share, in the words of the API model. */
export interface ResourceShare {
  readonly arn: string;
  readonly owner: string;
  readonly region: string;
  readonly creationTime: Date;
  name: string;
  allowExternalPrincipals: boolean;
  status: "PENDING" | "ACTIVE" | "DELETING";
  lastUpdatedTime: Date;
  tags: Record<string, string>;
  /** Permission ARNs by resource type; a type's default permission is added with its first resource. */
  readonly permissions: Map<string, string>;
}

export type AssociationStatus = "ASSOCIATING" | "ASSOCIATED" | "DISASSOCIATING";

/** A resource or a principal in a share. */
export interface ShareAssociation {
  readonly shareArn: string;
  /** ARN of the resource; or account id, organization ARN or OU ARN of the principal. */
  readonly entity: string;
  readonly type: "RESOURCE" | "PRINCIPAL";
  /** A principal outside the owner's organization. */
  readonly external: boolean;
  readonly creationTime: Date;
  status: AssociationStatus;
  lastUpdatedTime: Date;
}

/** What an account outside the organization has to accept. */
export interface Invitation {
  readonly arn: string;
  readonly shareArn: string;
  readonly sender: string;
  readonly receiver: string;
  readonly timestamp: Date;
  status: "PENDING" | "ACCEPTED" | "REJECTED";
}
