import { ask, type Blocks, document, EVERYBODY, ref, type Stack, set, shop } from "./shop";

const variable = { effect: { default: "Allow" }, zone: { default: "a" }, open: {} };
type Change = (resource: Blocks) => void;
const withVariables = (change: Change) =>
  shop((resource, stack) => {
    Object.assign(stack, { variable });
    change(resource);
  });
const withEffect = (resource: Blocks) => {
  const policy = document({ ...EVERYBODY, Effect: ref("var.effect") });
  set(resource, "aws_vpclattice_auth_policy", "s", { policy });
};
/** What is said about defaults. */
const noted = (stacks: Readonly<Record<string, Stack>>) =>
  ask(stacks).read.assumptions.filter((one) => one.startsWith("Variables have their defaults"));

test("a default that something was worked out with is said, in one sentence", () => {
  const one = withVariables(withEffect);
  const two: Stack = JSON.parse(JSON.stringify(one).replaceAll("111111111111", "222222222222"));
  expect(noted({ one, two })).toEqual([
    expect.stringMatching(/a plan has: effect in .*stacks.one.cdk\.tf\.json; effect in .*stacks.two.cdk\.tf\.json\.$/),
  ]);
});

test.each<[string, Change]>([
  ["that nothing uses", () => undefined],
  ["that nobody asked for", (resource) => set(resource, "aws_subnet", "x", { availability_zone: ref("var.zone") })],
  [
    "of a variable that has none",
    (resource) => set(resource, "aws_vpclattice_service", "s", { auth_type: ref("var.open") }),
  ],
])("a default %s is not", (_, change) => {
  expect(noted({ one: withVariables(change) })).toEqual([]);
});
