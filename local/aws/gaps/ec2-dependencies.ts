import { ApiError } from "../http/api-error";
import { xmlValues } from "../http/xml";
import type { Forward } from "../moto/forward";
import { ec2Query } from "../moto/neighbours";
import type { Gap } from "./gap";

/**
 * moto 5.2.1 deletes a VPC in which there are security groups, whoever made them, and a group that a rule of another one
 * names. EC2 deletes neither (EC2 API, DeleteVpc: "delete all security groups associated with the VPC (except the default
 * one)"; DeleteSecurityGroup: "If you attempt to delete a security group that is […] referenced by another security group
 * […] the operation fails with DependencyViolation").
 */
export function ec2Dependencies(forward: Forward): Gap {
  return async (request, { account }) => {
    const sent = new URLSearchParams(request.body.toString());
    const region = request.scope?.region ?? "";
    const groupsWith = async (filter: string, value: string) => {
      const asked = { Action: "DescribeSecurityGroups", "Filter.1.Name": filter, "Filter.1.Value.1": value };
      return (await forward(ec2Query(region, asked), account)).body.toString();
    };
    const [action, vpcId = "", groupId = ""] = ["Action", "VpcId", "GroupId"].map((name) => sent.get(name) ?? "");
    if (action === "DeleteVpc") {
      const groups = xmlValues(await groupsWith("vpc-id", vpcId), "groupDescription");
      if (groups.some((description) => description !== defaultGroup)) {
        throw new ApiError(400, violation, `The vpc '${vpcId}' has dependencies and cannot be deleted.`);
      }
    }
    if (action === "DeleteSecurityGroup" && groupId !== "") {
      const naming = xmlValues(await groupsWith("ip-permission.group-id", groupId), "securityGroupArn");
      // Its own rules may name it.
      if (naming.some((arn) => !arn.endsWith(`/${groupId}`))) {
        throw new ApiError(400, violation, `resource ${groupId} has a dependent object`);
      }
    }
    return undefined;
  };
}

const violation = "DependencyViolation";

/** The description of the group that every VPC has. */
const defaultGroup = "default VPC security group";
