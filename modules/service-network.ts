import { VpclatticeServiceNetwork } from "@cdktf/provider-aws/lib/vpclattice-service-network";
import { Construct } from "constructs";
import type { AuthPolicyStatement, PolicyDocument } from "../policies/documents/statement";
import { AuthPolicy } from "./auth-policy";

export interface ServiceNetworkProps {
  /** 3 to 63 characters, never changed afterwards. */
  readonly name: string;
  readonly policy: PolicyDocument<AuthPolicyStatement>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A service network that asks for IAM authorization, with its own auth policy. */
export class ServiceNetwork extends Construct {
  readonly arn: string;
  readonly id: string;

  constructor(scope: Construct, id: string, { name, policy, tags }: ServiceNetworkProps) {
    super(scope, id);
    const network = new VpclatticeServiceNetwork(this, "resource", { name, authType: "AWS_IAM", tags });
    new AuthPolicy(this, "auth", { resource: network, document: policy });
    this.arn = network.arn;
    this.id = network.id;
  }
}
