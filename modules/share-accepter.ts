import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import { Construct } from "constructs";

/** Accepts a share in an account outside the organization: inside, AWS RAM accepts by itself. */
export class ShareAccepter extends Construct {
  readonly accepter: RamResourceShareAccepter;

  constructor(scope: Construct, id: string, { shareArn }: { readonly shareArn: string }) {
    super(scope, id);
    this.accepter = new RamResourceShareAccepter(this, "resource", { shareArn });
  }
}
