import { ask, askFile, type Blocks, document, EVERYBODY, provider, ref, type Stack, set, shop } from "./shop";

const ORGANIZATION = "o-a1b2c3d4e5";

/** The service asks for an organization; `value` is what stands for it. */
function asks(Condition: object, Effect = "Allow") {
  return (resource: Blocks) => {
    const statements =
      Effect === "Allow" ? [{ ...EVERYBODY, Condition }] : [EVERYBODY, { ...EVERYBODY, Effect, Condition }];
    set(resource, "aws_vpclattice_auth_policy", "s", { policy: document(...statements) });
  };
}

const inOrganization = (value: unknown) => ({ StringEquals: { "aws:PrincipalOrgID": value } });
const TWO = [ORGANIZATION, "o-zzzzzzzzzz"];

describe("the organization of an account", () => {
  test.each<[string, (resource: Blocks, stack: Stack) => void]>([
    ["the policy names two", asks(inOrganization(TWO))],
    ["a denial names two", asks({ StringNotEquals: { "aws:PrincipalOrgID": TWO } }, "Deny")],
    [
      "it is a variable",
      (resource, stack) => {
        stack.variable = { org: { type: "string" } };
        asks(inOrganization(ref("var.org")))(resource);
      },
    ],
    [
      "it is looked up",
      (resource, { data }) => {
        if (data) data.aws_organizations_organization = { o: {} };
        asks(inOrganization(ref("data.aws_organizations_organization.o.id")))(resource);
      },
    ],
    [
      "paths alone are named",
      asks({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORGANIZATION}/r-ab12/ou-x/*` } }),
    ],
  ])("is unknown where %s", (_, change) => {
    expect(ask({ one: shop(change) }).outcome()).toBe("unknown");
  });

  test("is said to be unknown, and --organization settles it", () => {
    const one = shop(asks(inOrganization(TWO)));
    expect(ask({ one }).read.assumptions).toEqual([
      `Nothing about the organization of 111111111111: it is unknown, because the Terraform speaks of several (${TWO.join(", ")}).`,
    ]);
    expect(ask({ one }, { organization: { "111111111111": ORGANIZATION } }).outcome()).toBe("allow");
    expect(ask({ one }, { organization: { "111111111111": null } }).outcome()).toBe("deny");
  });

  test("is taken from a policy document as from text", () => {
    const one = shop((resource, { data }) => {
      const condition = [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: [ORGANIZATION] }];
      const principals = [{ type: "*", identifiers: ["*"] }];
      const statement = [{ actions: ["vpc-lattice-svcs:Invoke"], resources: ["*"], principals, condition }];
      if (data) data.aws_iam_policy_document = { d: { statement } };
      set(resource, "aws_vpclattice_auth_policy", "s", { policy: ref("data.aws_iam_policy_document.d.json") });
    });
    const asked = ask({ one });
    expect(asked.outcome()).toBe("allow");
    expect(asked.read.assumptions).toEqual([`In the organization ${ORGANIZATION}: 111111111111.`]);
  });

  test("is unknown for a role whose account is", () => {
    const one = shop((resource, stack) => {
      stack.provider = { aws: [{ region: "us-east-1" }] };
      asks(inOrganization(ORGANIZATION))(resource);
    });
    expect(ask({ one }).outcome("the role of aws_iam_role.app")).toBe("unknown");
  });
});

describe("service control policies", () => {
  const denies = { Effect: "Deny", Action: "vpc-lattice-svcs:*", Resource: "*" };
  const attached = (target: string, more: Blocks = {}) => ({
    ...provider("999999999999"),
    resource: {
      aws_organizations_policy: { d: { name: "d", content: document(denies) } },
      aws_organizations_policy_attachment: {
        d: { policy_id: ref("aws_organizations_policy.d.id"), target_id: target },
      },
      ...more,
    },
  });
  const organization = { aws_organizations_organization: { o: { feature_set: "ALL" } } };
  const root = ref("aws_organizations_organization.o.roots[0].id");
  const member = shop(asks(inOrganization(ORGANIZATION)));

  test.each([
    ["the account, whatever its organization", shop(), attached("111111111111"), "deny"],
    ["the account, beside the organization", shop(), attached("111111111111", organization), "deny"],
    ["another account", shop(), attached("222222222222"), "allow"],
    ["the root, for a member", member, attached(root, organization), "deny"],
    ["the root, for who may be a member", shop(), attached(root, organization), "unknown"],
    ["a unit, for a member of which nobody knows the unit", member, attached("ou-ab12-work"), "unknown"],
    ["a root by its id", shop(), attached("r-ab12"), "unknown"],
  ])("attached to %s", (_, one, management, outcome) => {
    expect(ask({ one, management }).outcome()).toBe(outcome);
  });

  test("a unit, where the path of the account is said", () => {
    const path = (unit: string) => ({ organization: { "111111111111": `${ORGANIZATION}/r-ab12/ou-ab12-${unit}/` } });
    const stacks = { one: member, management: attached("ou-ab12-work") };
    expect(ask(stacks, path("work")).outcome()).toBe("deny");
    expect(ask(stacks, path("play")).outcome()).toBe("allow");
  });

  test("may bind an account that nobody knows", () => {
    const open = shop((_, stack) => {
      stack.provider = { aws: [{ region: "us-east-1" }] };
    });
    const outcome = (management: object) => ask({ one: open, management }).outcome("the role of aws_iam_role.app");
    expect(outcome(attached("111111111111"))).toBe("unknown");
    expect(outcome({ ...attached("111111111111"), resource: {} })).toBe("allow");
  });

  test("show that an account is a member that has to accept a share", () => {
    const one = shop((resource) => {
      asks(inOrganization(ORGANIZATION))(resource);
      resource.aws_ram_resource_share_accepter = { a: { share_arn: "arn:aws:ram:us-east-1:222222222222:share/x" } };
    });
    expect(ask({ one }).read.estate.accounts.map(({ organization: place }) => place)).toEqual([undefined]);
    expect(ask({ one, management: attached("111111111111") }).outcome()).toBe("deny");
    const [account] = ask({ one, management: attached("111111111111") }).read.estate.accounts;
    expect(account?.organization).toMatchObject({ id: ORGANIZATION });
  });

  test("do not bind the management account", () => {
    const own = shop((resource) => Object.assign(resource, attached(root, organization).resource));
    expect(ask({ one: own }).outcome()).toBe("allow");
  });

  test("units and accounts in a state say where an account is", () => {
    const of = (type: string, name: string, values: object) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values,
    });
    const arn = `arn:aws:organizations::999999999999:account/${ORGANIZATION}/111111111111`;
    const resources = [
      of("aws_organizations_organizational_unit", "a", { id: "ou-ab12-a", parent_id: "r-ab12" }),
      of("aws_organizations_organizational_unit", "b", { id: "ou-ab12-b", parent_id: "ou-ab12-a" }),
      of("aws_organizations_account", "x", { id: "111111111111", arn, parent_id: "ou-ab12-b" }),
      of("aws_iam_role", "app", { id: "app", name: "app", arn: "arn:aws:iam::111111111111:role/app" }),
    ];
    const { estate } = askFile({ format_version: "1.0", values: { root_module: { resources } } }).read;
    expect(estate.accounts.find(({ accountId }) => accountId === "111111111111")?.organization).toMatchObject({
      id: ORGANIZATION,
      path: `${ORGANIZATION}/r-ab12/ou-ab12-a/ou-ab12-b/`,
    });
  });
});
