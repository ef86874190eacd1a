import { ec2Dependencies } from "../../../../local/aws/gaps/ec2-dependencies";
import { xmlResponse } from "../../../../local/aws/http/response";
import type { Forward } from "../../../../local/aws/moto/forward";
import { motoRequest } from "../../../../local/aws/moto/neighbours";

const CALLER = { account: "111111111111", arn: "arn", userId: "id" };

interface Group {
  readonly id: string;
  readonly description: string;
}

/** A moto that finds these groups, and what it was asked. */
function finding(...groups: readonly Group[]) {
  const asked: string[] = [];
  const moto: Forward = async ({ body }) => {
    asked.push(decodeURIComponent(body.toString()));
    const items = groups.map(
      ({ id, description }) =>
        `<item><groupId>${id}</groupId><securityGroupArn>arn:aws:ec2:us-east-1:1:security-group/${id}</securityGroupArn><groupDescription>${description}</groupDescription></item>`,
    );
    return xmlResponse(200, `<R>${items.join("")}</R>`);
  };
  const gap = ec2Dependencies(moto);
  const send = (parameters: Record<string, string>) =>
    gap(motoRequest("ec2", "us-east-1", "POST", "/", "", new URLSearchParams(parameters).toString()), CALLER);
  return { asked, send };
}

const own = { id: "sg-1", description: "default VPC security group" };
const other = { id: "sg-2", description: "VPC Lattice association: in from callers only" };

test("a VPC with a group of its own in it stays, and without one moto deletes it", async () => {
  const { asked, send } = finding(own, other);
  await expect(send({ Action: "DeleteVpc", VpcId: "vpc-1" })).rejects.toMatchObject({
    status: 400,
    code: "DependencyViolation",
    message: "The vpc 'vpc-1' has dependencies and cannot be deleted.",
  });
  expect(asked).toEqual([expect.stringContaining("Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1")]);
  expect(await finding(own).send({ Action: "DeleteVpc", VpcId: "vpc-1" })).toBeUndefined();
});

test("a group that a rule of another one names stays; one that names itself may go", async () => {
  const { asked, send } = finding(other);
  await expect(send({ Action: "DeleteSecurityGroup", GroupId: "sg-1" })).rejects.toMatchObject({
    code: "DependencyViolation",
    message: "resource sg-1 has a dependent object",
  });
  expect(asked).toEqual([expect.stringContaining("Filter.1.Name=ip-permission.group-id&Filter.1.Value.1=sg-1")]);
  expect(await send({ Action: "DeleteSecurityGroup", GroupId: "sg-2" })).toBeUndefined();
});

test("nothing else is asked for", async () => {
  const { asked, send } = finding(other);
  expect(await send({ Action: "DescribeVpcs" })).toBeUndefined();
  expect(asked).toEqual([]);
});
