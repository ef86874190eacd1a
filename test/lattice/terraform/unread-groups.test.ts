import { proveOnly } from "../../../lattice/access/prove-only";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { functionIn } from "./function-in";
import { ask, type Blocks, document, EVERYBODY, provider, ref, set, shop } from "./shop";

const ROLE = "arn:aws:iam::111111111111:role/app";
const [MARKER, GUARD] = ["sg-0000000000000000a", "sg-0000000000000000b"];
const ADVICE = "read the Terraform or the state that has";

/** A function that calls with groups, through an association with groups. */
const reasons = (
  groups: readonly string[],
  guards: readonly string[],
  beside: Readonly<Record<string, object>> = {},
) => {
  const one = shop((resource) => {
    functionIn([ref("aws_subnet.v.id")], groups)(resource);
    const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
    set(resource, "aws_iam_role", "app", { assume_role_policy: document(trust) });
    const Condition = { StringEquals: { "aws:PrincipalArn": ROLE } };
    set(resource, "aws_vpclattice_auth_policy", "s", { policy: document({ ...EVERYBODY, Condition }) });
    set(resource, "aws_vpclattice_service_network_vpc_association", "v", { security_group_ids: guards });
  });
  const service = { account: "111111111111", name: "shop" };
  const grants = [{ caller: ROLE, service, methods: [], paths: ["/*"], called: true }];
  const { counterexamples } = proveOnly(indexEstate(ask({ one, ...beside }).read.estate), grants);
  return counterexamples.map(({ verdict }) => verdict.reason);
};

test("a proof that security groups are in the way of says which ones to read, and how", () => {
  expect(reasons([], [])).toEqual([]);
  expect(reasons([MARKER], [])).toEqual([
    `it cannot be known whether the caller's security groups let it out to port 443: ${MARKER} was not read; ${ADVICE} it beside, as in --from cdktf.out groups.json`,
  ]);
  expect(reasons([], [GUARD])).toEqual([
    expect.stringMatching(
      `^.*association's security groups let it in on port 443: ${GUARD} was not read; ${ADVICE} it`,
    ),
  ]);
  expect(reasons([GUARD, MARKER], [])).toEqual([
    expect.stringContaining(`${MARKER} and ${GUARD} were not read; ${ADVICE} them beside`),
  ]);
});

test("and holds, or fails for certain, once they are read", () => {
  const all = [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }];
  const group = (egress: object[]): { resource: Blocks } => ({
    resource: { aws_security_group: { g: { id: MARKER, name: "g", vpc_id: "vpc-1", egress } } },
  });
  const beside = (egress: object[]) => ({ groups: { ...provider("111111111111"), ...group(egress) } });
  expect(reasons([MARKER], [], beside(all))).toEqual([]);
  expect(reasons([MARKER], [], beside([]))).toEqual([
    "no egress rule of the caller's security groups lets it out to port 443",
  ]);
});
