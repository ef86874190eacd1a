import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { type InvokeRight, invokePolicy, invokePolicyName } from "../policies/documents/invoke-policy";
import { minify } from "../policies/documents/minify";

export interface InvokeRightsProps {
  /** Name of the caller's role, without a path. */
  readonly roleName: string;
  /** Parts of the policy's name: a role may be several callers, of one platform or of several. */
  readonly platform: string;
  readonly caller: string;
  readonly rights: readonly InvokeRight[];
}

/** The identity policy of a caller: the services, methods and paths it was granted, and nothing else. */
export class InvokeRights extends Construct {
  constructor(scope: Construct, id: string, { roleName, platform, caller, rights }: InvokeRightsProps) {
    super(scope, id);
    new IamRolePolicy(this, "resource", {
      name: invokePolicyName(platform, caller),
      role: roleName,
      policy: minify(invokePolicy(rights)),
    });
  }
}
