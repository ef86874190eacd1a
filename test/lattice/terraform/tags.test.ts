import { ask, type Blocks, document, EVERYBODY, PARAMETER, ref, type Stack, set, shop } from "./shop";

/** Whoever has the tag may call. */
function outcome(change: (resource: Blocks, stack: Stack) => void) {
  const Condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
  const one = shop((resource, stack) => {
    set(resource, "aws_vpclattice_auth_policy", "s", { policy: document({ ...EVERYBODY, Condition }) });
    change(resource, stack);
  });
  return ask({ one }).outcome();
}

/** Sets the provider's tags for everything. */
const byDefault = (default_tags: unknown) => (_: unknown, stack: Stack) => {
  stack.provider = { aws: [{ region: "us-east-1", allowed_account_ids: ["111111111111"], default_tags }] };
};

describe("tags", () => {
  test("of the role, or of none", () => {
    expect(outcome((resource) => set(resource, "aws_iam_role", "app", { tags: { team: "a" } }))).toBe("allow");
    expect(outcome(() => undefined)).toBe("deny");
  });

  test.each([
    ["as a list", [{ tags: { team: "a" } }]],
    ["as one block", { tags: { team: "a" } }],
  ])("that the provider gives to everything, %s", (_, tags) => {
    expect(outcome(byDefault(tags))).toBe("allow");
    const own = (resource: Blocks, stack: Stack) => {
      byDefault(tags)(resource, stack);
      set(resource, "aws_iam_role", "app", { tags: { team: "b" } });
    };
    expect(outcome(own)).toBe("deny");
  });

  test("that only apply tells", () => {
    expect(outcome((resource) => set(resource, "aws_iam_role", "app", { tags: PARAMETER }))).toBe("unknown");
    const byVariable = (resource: Blocks, stack: Stack) => {
      byDefault({ tags: ref("merge({}, var.tags)") })(resource, stack);
      stack.variable = { tags: {} };
    };
    expect(outcome(byVariable)).toBe("unknown");
  });
});
