import { explain, unknownsOf } from "../../../lattice/iam/explain";
import { authPolicy } from "../../../lattice/iam/policy";
import { type AuthorizationRequest, requestContext } from "../../../lattice/iam/request";
import { unknown } from "../../../lattice/value";

const origin = { file: "plan.json", address: "aws_iam_role.web.arn" };
const request: AuthorizationRequest = {
  principal: { kind: "aws", account: "111111111111", names: ["arn:aws:iam::111111111111:role/web"] },
  action: "vpc-lattice-svcs:Invoke",
  resource: "arn:aws:vpc-lattice:r:1:service/svc-1/orders",
  context: requestContext({ "vpc-lattice-svcs:RequestMethod": "PUT" }),
};
const statement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

describe("explain", () => {
  test("tells for every statement which elements hold, what was wanted and what was there", () => {
    const policy = authPolicy({
      Version: "2012-10-17",
      Statement: [
        {
          ...statement,
          Sid: "Read",
          Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": ["GET", "HEAD"] } },
        },
        { ...statement, Sid: "Org", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
        { ...statement, Effect: "Deny", NotResource: "*/orders", Resource: undefined, Sid: "Rest" },
      ],
    });

    const traces = explain(policy, request);

    expect(traces.map((trace) => [trace.statement.sid, trace.applies])).toEqual([
      ["Read", "false"],
      ["Org", "false"],
      ["Rest", "false"],
    ]);
    const failed = traces.flatMap((trace) => trace.elements.filter((element) => element.holds === "false"));
    expect(failed).toEqual([
      {
        element: "Condition StringEquals vpc-lattice-svcs:RequestMethod",
        holds: "false",
        wanted: ["GET", "HEAD"],
        actual: "PUT",
        unknowns: [],
      },
      {
        element: "Condition StringEquals aws:PrincipalOrgID",
        holds: "false",
        wanted: ["o-1"],
        actual: "(absent)",
        unknowns: [],
      },
      { element: "NotResource", holds: "false", wanted: ["*/orders"], actual: request.resource, unknowns: [] },
    ]);
  });

  test("names what is unknown in the policy and in the request, and only where it matters", () => {
    const hole = unknown("string", "known after apply", origin);
    const tag = unknown("string", "variable without a value", { ...origin, address: "var.team" });
    const policy = authPolicy({
      Version: "2012-10-17",
      Statement: [
        { ...statement, Principal: { AWS: hole } },
        { ...statement, Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } },
        { ...statement, Action: "vpc-lattice-svcs:Connect", Resource: unknown("string", "never asked", origin) },
      ],
    });

    const context = requestContext({ "aws:PrincipalTag/team": tag });

    expect(unknownsOf(policy, { ...request, context })).toEqual([hole, tag]);
  });

  test("a policy that is unknown as a whole names itself", () => {
    const whole = unknown("string", "known after apply", origin);
    expect(unknownsOf(authPolicy(whole), request)).toEqual([whole]);
  });
});
