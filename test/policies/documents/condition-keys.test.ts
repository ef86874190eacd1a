import { conditionProblem, type KeyType, keyType } from "../../../policies/documents/condition-keys";

const keys: readonly (readonly [key: string, type: KeyType | undefined])[] = [
  ["vpc-lattice-svcs:Port", "numeric"],
  ["vpc-lattice-svcs:RequestMethod", "string"],
  ["vpc-lattice-svcs:RequestPath", "string"],
  ["vpc-lattice-svcs:RequestHeader/x-team", "string"],
  ["vpc-lattice-svcs:RequestQueryString/page", "stringArray"],
  ["vpc-lattice-svcs:ServiceNetworkArn", "arn"],
  ["vpc-lattice-svcs:ServiceArn", "arn"],
  ["vpc-lattice-svcs:SourceVpc", "string"],
  ["vpc-lattice-svcs:SourceVpcOwnerAccount", "string"],
  ["aws:PrincipalOrgID", "string"],
  ["aws:PrincipalOrgPaths", "stringArray"],
  ["aws:PrincipalAccount", "string"],
  ["aws:PrincipalArn", "arn"],
  ["aws:PrincipalType", "string"],
  ["aws:PrincipalTag/team", "string"],
  ["aws:ResourceTag/team", "string"],
  ["aws:SourceIp", "address"],
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
