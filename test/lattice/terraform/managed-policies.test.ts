import { askFile } from "./shop";

const role = "arn:aws:iam::111111111111:role/app";
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const of = (type: string, values: object) => ({ address: `${type}.x`, mode: "managed", type, name: "x", values });

/** A state with one role. */
function policiesOf(listed: readonly string[], attached: readonly string[]) {
  const resources = [
    of("aws_iam_role", { id: "app", name: "app", arn: role, managed_policy_arns: listed }),
    ...attached.map((policy_arn) => of("aws_iam_role_policy_attachment", { role: "app", policy_arn })),
  ];
  const { read } = askFile({ format_version: "1.0", values: { root_module: { resources } } });
  return read.estate.roles.map(({ policies }) => policies.map(({ origin }) => origin.address));
}

test("the managed policies that a state lists count without attachments of their own", () => {
  const listed = [aws("AdministratorAccess"), aws("AWSXRayDaemonWriteAccess")];
  expect(policiesOf(listed, [])).toEqual([
    ["aws_iam_role.x.managed_policy_arns", "aws_iam_role.x.managed_policy_arns"],
  ]);
});

test("and once with them", () => {
  const [admin, tracing] = [aws("AdministratorAccess"), aws("AWSXRayDaemonWriteAccess")];
  expect(policiesOf([admin], [admin, tracing])).toEqual([
    ["aws_iam_role.x.managed_policy_arns", "aws_iam_role_policy_attachment.x"],
  ]);
});
