import { proveOnly } from "../../../lattice/access/prove-only";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { ask, type Blocks, document, EVERYBODY, PARAMETER, ref, type Stack, set, shop } from "./shop";

const DATA = "arn:aws:iam::111111111111:role/data/etl";
const PLAIN = "arn:aws:iam::111111111111:role/etl";
const invoke = { Action: "vpc-lattice-svcs:Invoke", Resource: "*" };
const [allowed, denied] = [document({ Effect: "Allow", ...invoke }), document({ Effect: "Deny", ...invoke })];

type Change = (resource: Blocks, stack: Stack) => void;

/** The shop without a role of its own: a policy is attached to the name `etl`, and the service lets these ARNs in. */
const etl = (named: readonly string[], policy = allowed, change: Change = () => undefined) =>
  ask({
    one: shop((resource, stack) => {
      delete resource.aws_iam_role;
      set(resource, "aws_iam_role_policy", "app", { role: "etl", policy });
      const Condition = { ArnEquals: { "aws:PrincipalArn": named } };
      set(resource, "aws_vpclattice_auth_policy", "s", { policy: document({ ...EVERYBODY, Condition }) });
      change(resource, stack);
    }),
  });
type Asked = ReturnType<typeof etl>;

/** The ARNs of the roles that the Terraform has. */
const roles = ({ read }: Asked, arns: readonly string[] = []) =>
  subjectsOf([indexEstate(read.estate)], arns).flatMap(({ kind, key }) => (kind === "role" ? [key] : []));
const PATH = /^Roles of which nobody knows the path .*: (.*)\.$/;
const taken = ({ read }: Asked) => read.assumptions.flatMap((one) => PATH.exec(one)?.[1] ?? []);

describe("a policy that is attached to the name of a role", () => {
  test.each([DATA, PLAIN])("belongs to the role that a service's policy names: %s", (arn) => {
    const name = arn.replace(/.*role./, "");
    expect(roles(etl([arn]))).toEqual([arn]);
    expect(etl([arn]).outcome(name)).toBe("allow");
    expect(etl([arn], denied).outcome(name)).toBe("deny");
    expect(taken(etl([arn]))).toEqual([PLAIN]);
  });

  test("belongs to either of two that are named, since one of them alone can exist", () => {
    expect(roles(etl([DATA, PLAIN]))).toEqual([DATA, PLAIN]);
    expect(etl([DATA, PLAIN], denied).outcome("data/etl")).toBe("deny");
  });

  test("belongs to the role that a question names", () => {
    const everybody = etl(["*"]);
    expect(roles(everybody, [DATA])).toEqual([DATA]);
    expect(roles(everybody)).toEqual([PLAIN]);
  });

  test("is what a grant is held against", () => {
    const service = { account: "111111111111", name: "shop" };
    const grants = [{ caller: DATA, service, methods: [], paths: ["/*"], called: true }];
    const kinds = ({ read }: Asked) =>
      proveOnly(indexEstate(read.estate), grants).counterexamples.map(({ kind, verdict: { gate } }) => [kind, gate]);
    expect(kinds(etl([DATA]))).toEqual([]);
    expect(kinds(etl([DATA], denied))).toEqual([["missing", "identity policy"]]);
  });

  test("says nothing of a role of that name in another account, or of one whose account nobody knows", () => {
    const foreign = DATA.replace("111111111111", "222222222222");
    expect(roles(etl([foreign]))).toEqual([PLAIN]);
    expect(etl([foreign], denied).outcome("data/etl")).toBe("allow");
    const unknown: Change = (_, stack) => Object.assign(stack, { provider: { aws: [{ region: "us-east-1" }] } });
    expect(etl([DATA], denied, unknown).outcome("data/etl")).toBe("allow");
    expect(roles(etl([DATA], denied, unknown))).toEqual([expect.stringMatching(/^external\/role\/\? .*\/etl$/)]);
  });
});

describe("the path of a role that is declared elsewhere", () => {
  const runs =
    (role: string): Change =>
    (resource) =>
      set(resource, "aws_lambda_function", "f", { function_name: "f", role });
  const lookedUp: Change = (_, stack) => Object.assign(stack.data ?? {}, { aws_iam_role: { etl: { name: "etl" } } });

  test("is known from a function that runs as the role", () => {
    const asked = etl([DATA, PLAIN], denied, runs(DATA));
    expect(roles(asked)).toEqual([DATA]);
    expect(taken(asked)).toEqual([]);
    expect(asked.read.estate.functions.map(({ role }) => role)).toEqual(asked.read.estate.roles.map(({ id }) => id));
  });

  test("is not known from a data source that was not read, or from functions that say two", () => {
    const both: Change = (resource, stack) => {
      lookedUp(resource, stack);
      runs(ref("data.aws_iam_role.etl.arn"))(resource, stack);
    };
    expect(taken(etl([DATA], allowed, both))).toEqual([PLAIN]);
    expect(taken(etl([DATA], allowed, runs(PARAMETER)))).toEqual([PLAIN]);
  });
});
