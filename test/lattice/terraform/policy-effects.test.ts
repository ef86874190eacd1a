import { ask, document, EVERYBODY, PARAMETER, ref, set, shop } from "./shop";

const shopWith = (policy: string, documents: object = {}) =>
  ask({
    one: shop((resource, stack) => {
      stack.data = { ...stack.data, aws_iam_policy_document: { d: { ...documents } } };
      set(resource, "aws_vpclattice_auth_policy", "s", { policy });
    }),
  });
const text = (...statements: readonly object[]) => shopWith(document(...statements));
const DOCUMENT = ref("data.aws_iam_policy_document.d.json");

describe("an effect that only apply tells", () => {
  const block = { actions: ["*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] };

  test("may be either, in what its statement is about", () => {
    const Effect = PARAMETER;
    expect(text({ ...EVERYBODY, Effect }).outcome()).toBe("unknown");
    expect(text(EVERYBODY, { ...EVERYBODY, Effect }).outcome()).toBe("unknown");
    const posts = { StringEquals: { "vpc-lattice-svcs:RequestMethod": "POST" } };
    expect(text(EVERYBODY, { ...EVERYBODY, Effect, Condition: posts }).outcome()).toBe("allow and unknown");
    expect(text({ ...EVERYBODY, Effect: "Deny" }, { ...EVERYBODY, Effect }).outcome()).toBe("deny");
  });

  test.each([PARAMETER, `A${PARAMETER}`])("in a data source, too: %s", (effect) => {
    expect(shopWith(DOCUMENT, { statement: [{ ...block, effect }] }).outcome()).toBe("unknown");
    expect(shopWith(DOCUMENT, { statement: [{ ...block, effect: "Allow", sid: effect }] }).outcome()).toBe("allow");
  });
});

describe("a mistake is a sentence", () => {
  test("an effect that does not exist", () => {
    expect(() => text({ ...EVERYBODY, Effect: "Permit" })).toThrow(
      /^[^\n]*cdk\.tf\.json: aws_vpclattice_auth_policy\.s\.policy: \/Statement\/0\/Effect: found "Permit"; allowed: "Allow", "Deny"\. [^\n]*$/,
    );
  });

  test("something unknown where it cannot be is called so", () => {
    const made = `{ Version = "2012-10-17", Statement = [{ Effect = { a = ${PARAMETER.slice(2, -1)} } }] }`;
    expect(() => shopWith(ref(`jsonencode(${made})`))).toThrow(/\/Effect: found \{"a":"<unknown>"\}; allowed: "Allow"/);
  });

  test.each(["{nonsense", "null", "[]"])("a document to start from that is none: %s", (json) => {
    expect(() => shopWith(DOCUMENT, { source_policy_documents: [json] })).toThrow(
      `data.aws_iam_policy_document.d.source_policy_documents: found ${JSON.stringify(json)}; allowed: the JSON of a policy document.`,
    );
  });
});
