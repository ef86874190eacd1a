import type { AttachedPolicy } from "../../estate/resource";
import type { Origin } from "../../value";
import { EncodedJson } from "../value";
import { attachedPolicy, perhapsAllows } from "./policies";

/**
 * What AWS managed policies say about VPC Lattice, for those that often stand on a role (AWS Managed Policy Reference).
 * The ones for Lambda allow logs, traces and network interfaces, and nothing of VPC Lattice.
 */
const ACTIONS: Readonly<Record<string, string>> = {
  AdministratorAccess: "*",
  VPCLatticeServicesInvokeAccess: "vpc-lattice-svcs:Invoke",
  "service-role/AWSLambdaBasicExecutionRole": "logs:*",
  "service-role/AWSLambdaVPCAccessExecutionRole": "logs:*",
  AWSXRayDaemonWriteAccess: "xray:*",
};

/** The policy of AWS with that ARN; one that may allow anything when it is not in the table. */
export function managedPolicy(arn: string, origin: Origin): AttachedPolicy {
  const name = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const Action = name === undefined ? undefined : ACTIONS[name];
  if (Action === undefined) return perhapsAllows(`the policy ${arn} was not read`, origin);
  const Statement = { Effect: "Allow", Action, Resource: "*" };
  return attachedPolicy(new EncodedJson({ Version: "2012-10-17", Statement }), "identity", origin);
}
