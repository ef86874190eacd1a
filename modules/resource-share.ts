import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { Construct } from "constructs";

/** A principal of a share: an account id, or the ARN of an organization or organizational unit. */
export interface SharePrincipal {
  /** Part of the resource's address: stays the same when others come and go. */
  readonly key: string;
  readonly principal: string;
}

export interface ResourceShareProps {
  readonly name: string;
  readonly resourceArn: string;
  readonly principals: readonly SharePrincipal[];
  /** Whether one of the principals is outside the organization; the share refuses such principals otherwise. */
  readonly external: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** A resource shared through AWS RAM, with the default permission of its type. */
export class ResourceShare extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ResourceShareProps) {
    super(scope, id);
    const share = new RamResourceShare(this, "resource", {
      name: props.name,
      allowExternalPrincipals: props.external,
      tags: props.tags,
    });
    new RamResourceAssociation(this, "shared", { resourceShareArn: share.arn, resourceArn: props.resourceArn });
    for (const { key, principal } of props.principals) {
      new RamPrincipalAssociation(this, `principal-${key}`, { resourceShareArn: share.arn, principal });
    }
    this.arn = share.arn;
  }
}
