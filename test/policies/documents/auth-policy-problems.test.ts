import { authPolicyProblems } from "../../../policies/documents/auth-policy-problems";
import type { AuthPolicyStatement, Conditions } from "../../../policies/documents/statement";

const statement: AuthPolicyStatement = { Effect: "Deny", Principal: "*", Action: "vpc-lattice-svcs:*", Resource: "*" };
const when = (Condition: Conditions) => ({ ...statement, Condition });

it("a policy without statements, and one that says what can be matched", () => {
  const name = { "aws:PrincipalTag/team": `\${aws:ResourceTag/team}` };
  expect(authPolicyProblems([])).toEqual([]);
  expect(authPolicyProblems([statement, when({ StringNotEquals: name })])).toEqual([]);
});

it("names the place from the list of statements, also behind a slash in a key", () => {
  const [problem] = authPolicyProblems([statement, when({ ArnLike: { "aws:PrincipalTag/a~b": ["*", "x"] } })]);
  expect(problem?.path).toEqual([1, "Condition", "ArnLike", "aws:PrincipalTag/a~b", 1]);
});

it("says what may stand there, and why with its source", () => {
  expect(authPolicyProblems([{ ...statement, Action: "vpc-lattice-svcs:Invok" }])).toEqual([
    {
      path: [0, "Action"],
      allowed: "an action of vpc-lattice-svcs",
      why: 'VPC Lattice User Guide, auth policies; there is no such action: did you mean "vpc-lattice-svcs:Invoke"?',
    },
  ]);
});

it("keeps the spelling of an operator that begins the reason", () => {
  const [problem] = authPolicyProblems([when({ IpAddress: { "aws:SourceIp": "10.0.0.0/99" } })]);
  expect(problem?.why).toBe("VPC Lattice User Guide, auth policies; IpAddress could never match it: correct the value");
});

it("a Sid twice, unless it is empty", () => {
  const sids = (...all: string[]) => all.map((Sid) => ({ ...statement, Sid }));
  expect(authPolicyProblems(sids("a", "", "b", ""))).toEqual([]);
  expect(authPolicyProblems(sids("a", "b", "a")).map(({ path }) => path)).toEqual([[2, "Sid"]]);
});

it("leaves the size to whoever knows the whole policy", () => {
  const long = when({ StringEquals: { "vpc-lattice-svcs:RequestPath": "p".repeat(20_000) } });
  expect(authPolicyProblems([long])).toEqual([]);
});
