import { GivenAccounts } from "../../../lattice/terraform/given-accounts";
import { ask, askFile, type Blocks, document, EVERYBODY, provider, type Stack, set, shop } from "./shop";

const ROLE = "the role of aws_iam_role.app";
const plain = { aws: [{ region: "us-east-1" }, { region: "us-east-1", alias: "west" }] };

/** A stack whose providers do not say their account. */
const one = (change: (resource: Blocks, stack: Stack) => void = () => undefined) =>
  shop((resource, stack) => {
    stack.provider = plain;
    change(resource, stack);
  });
const inWest = (resource: Blocks) => set(resource, "aws_vpclattice_service_network", "n", { provider: "aws.west" });

describe("an account that nobody knows", () => {
  test("is the same for all of one provider", () => {
    const { outcome, read } = ask({ one: one() });
    expect(outcome(ROLE)).toBe("allow");
    expect(read.assumptions).toEqual([
      expect.stringMatching(
        /^One account that nobody knows for provider\.aws in .*cdk\.tf\.json.*--account aws=ID does\.$/,
      ),
    ]);
  });

  test("may be another one for another provider", () => {
    expect(ask({ one: one(inWest) }).outcome(ROLE)).toBe("unknown");
  });

  test.each([
    ["", "", "allow", "allow"],
    ["one", "one", "allow", "allow"],
    ["aws", "aws.west", "allow", "deny"],
    ["one/aws", "one/aws.west", "allow", "deny"],
  ])("can be said for %j and %j", (name, west, same, different) => {
    const given = (account: string) => new GivenAccounts({ [west]: account, [name]: "111111111111" });
    const asked = (account: string) => ask({ one: one(inWest) }, { accounts: given(account) }).outcome();
    expect(asked("111111111111")).toBe(same);
    expect(asked("222222222222")).toBe(different);
  });

  test("does not take the place of one that is known, and a name that means nothing stays over", () => {
    const accounts = new GivenAccounts({ aws: "222222222222", nowhere: "333333333333" });
    const { read } = ask({ one: shop() }, { accounts });
    expect(read.estate.roles.map(({ account }) => account)).toEqual(["111111111111"]);
    expect(accounts.unused).toEqual(["aws", "nowhere"]);
  });

  test.each([
    ["aws_s3_objects", 0],
    ["aws_caller_identity", 1],
  ])("of a provider that %s alone has is spoken of where it makes a difference", (type, lines) => {
    const looking = shop((_, stack) => {
      stack.provider = { aws: [...provider("111111111111").provider.aws, { region: "us-east-1", alias: "state" }] };
      stack.data = { ...stack.data, [type]: { x: { provider: "aws.state" } } };
    });
    const noted = ask({ one: looking }).read.assumptions.filter((one) => one.startsWith("One account that nobody"));
    expect(noted).toHaveLength(lines);
  });

  test("policies that name an account do not decide", () => {
    const named = one((resource) =>
      set(resource, "aws_vpclattice_auth_policy", "s", {
        policy: document({ ...EVERYBODY, Principal: { AWS: "111111111111" } }),
      }),
    );
    expect(ask({ one: named }).outcome(ROLE)).toBe("unknown");
  });
});

const of = (type: string, values: object, more: object = {}) => ({
  address: `${type}.x`,
  mode: "managed",
  type,
  name: "x",
  ...more,
  ...values,
});
const role = { id: "app", name: "app", arn: "arn:aws:iam::111111111111:role/app" };
const inline = { name: "p", role: "app", policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) };

test("a state finds the role of a policy by its name", () => {
  const resources = [of("aws_iam_role", { values: role }), of("aws_iam_role_policy", { values: inline })];
  const { estate } = askFile({ format_version: "1.0", values: { root_module: { resources } } }).read;
  expect(estate.roles.map(({ arn, policies }) => [arn, policies.length])).toEqual([[role.arn, 1]]);
});

test("a plan shows the account of a provider by what that made before", () => {
  const change = (actions: string[], before: object | null, after: object) => ({ change: { actions, before, after } });
  const resource_changes = [
    of("aws_iam_role", change(["no-op"], role, role)),
    of("aws_iam_role_policy", change(["create"], null, inline)),
    of("aws_vpc", change(["create"], null, { cidr_block: "10.0.0.0/16" })),
  ];
  const resources = resource_changes.map(({ address }) => ({ address, provider_config_key: "aws" }));
  const configuration = { provider_config: { aws: { name: "aws" } }, root_module: { resources } };
  const { estate } = askFile({ format_version: "1.2", resource_changes, configuration }).read;
  expect(estate.vpcs.map(({ account }) => account)).toEqual(["111111111111"]);
  expect(estate.roles.map(({ policies }) => policies.length)).toEqual([1]);
});
