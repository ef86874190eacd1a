import type { KeyType } from "../../../lattice/iam/keys/types";
import { conditionProblem, keyType } from "../../../policies/documents/condition-keys";

const keys: readonly (readonly [key: string, type: KeyType | undefined])[] = [
  ["vpc-lattice-svcs:Port", "Numeric"],
  ["vpc-lattice-svcs:RequestMethod", "String"],
  ["vpc-lattice-svcs:RequestPath", "String"],
  ["vpc-lattice-svcs:RequestHeader/x-team", "String"],
  ["vpc-lattice-svcs:RequestQueryString/page", "ArrayOfString"],
  ["vpc-lattice-svcs:ServiceNetworkArn", "ARN"],
  ["vpc-lattice-svcs:ServiceArn", "ARN"],
  ["vpc-lattice-svcs:SourceVpc", "String"],
  ["vpc-lattice-svcs:SourceVpcOwnerAccount", "String"],
  ["aws:PrincipalOrgID", "String"],
  ["aws:PrincipalOrgPaths", "ArrayOfString"],
  ["aws:PrincipalAccount", "String"],
  ["aws:PrincipalArn", "ARN"],
  ["aws:PrincipalType", "String"],
  ["aws:PrincipalTag/team", "String"],
  ["aws:ResourceTag/team", "String"],
  ["aws:SourceIp", "IPAddress"],
  ["vpc-lattice-svcs:requestmethod", undefined],
  ["vpc-lattice-svcs:RequestHeader", undefined],
  ["vpc-lattice-svcs:RequestHeader/", undefined],
  ["vpc-lattice-svcs:RequestHeader/a b", undefined],
  ["vpc-lattice:RequestMethod", undefined],
  ["aws:PrincipalTag", undefined],
  ["constructor", undefined],
];

it.each(keys)("%s is of type %s", (key, type) => {
  expect(keyType(key)).toBe(type);
});

const sample: Readonly<Record<string, string>> = {
  string: "vpc-lattice-svcs:RequestMethod",
  numeric: "vpc-lattice-svcs:Port",
  arn: "aws:PrincipalArn",
  address: "aws:SourceIp",
  stringArray: "vpc-lattice-svcs:RequestQueryString/page",
};

const operators: readonly (readonly [operator: string, types: readonly string[]])[] = [
  ["StringEquals", ["string", "arn"]],
  ["StringNotEquals", ["string", "arn"]],
  ["StringEqualsIgnoreCase", ["string", "arn"]],
  ["StringLike", ["string", "arn"]],
  ["StringNotLikeIfExists", ["string", "arn"]],
  ["ForAnyValue:StringEquals", ["string", "arn", "stringArray"]],
  ["ForAllValues:StringNotLike", ["string", "arn", "stringArray"]],
  ["ArnEquals", ["arn"]],
  ["ArnLike", ["arn"]],
  ["ArnNotLikeIfExists", ["arn"]],
  ["NumericEquals", ["numeric"]],
  ["NumericNotEquals", ["numeric"]],
  ["NumericLessThanEquals", ["numeric"]],
  ["NumericGreaterThan", ["numeric"]],
  ["IpAddress", ["address"]],
  ["NotIpAddress", ["address"]],
  ["Bool", []],
  ["Null", ["string", "numeric", "arn", "address", "stringArray"]],
  ["StringEqual", []],
  ["stringequals", []],
  ["NumericNotLessThan", []],
  ["ForSomeValues:StringEquals", []],
  ["constructor", []],
];

it.each(operators)("%s takes keys of type %j and no others", (operator, types) => {
  const taken = Object.entries(sample).flatMap(([type, key]) =>
    conditionProblem(operator, key) === undefined ? [type] : [],
  );
  expect(taken).toEqual(types);
});

it("says what would fit", () => {
  expect(conditionProblem("StringEquals", "vpc-lattice-svcs:Port")).toMatch(/such as NumericEquals$/);
  expect(conditionProblem("StringEquals", "aws:PrincipalOrgPaths")).toMatch(/^ForAnyValue:StringEquals or /);
  expect(conditionProblem("StringEqual", "aws:SourceIp")).toMatch(/^an operator of IAM/);
  expect(conditionProblem("StringEquals", "aws:Principal")).toMatch(/^a condition key of VPC Lattice: /);
});
