import fc from "fast-check";
import { type Decision, evaluate } from "../../../lattice/iam/evaluate";
import { authPolicy } from "../../../lattice/iam/policy";
import { type AuthorizationRequest, requestContext } from "../../../lattice/iam/request";
import { type Unknown, unknown } from "../../../lattice/value";

/** How many policies; `FILTER_RUNS=10000` for a long run. */
const RUNS = Number(process.env.FILTER_RUNS ?? 300);

const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const service = (id: string) => `arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-${id}`;
const open: Unknown = unknown("string", "known after apply", { file: "plan.json", address: "aws_iam_role.web.arn" });

const arn = fc.constantFrom<unknown>(role("a"), role("b"), [role("a"), role("b")], role("*"), role("?"), open);
const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom("StringEquals", "ArnEquals", "ArnLike", "StringLike", "StringNotEquals"), arn)
    .map(([operator, wanted]) => ({ [operator]: { "aws:PrincipalArn": wanted } })),
  fc
    .tuple(fc.constantFrom("StringEqualsIfExists", "ForAllValues:StringEquals", "ForAnyValue:StringEquals"), arn)
    .map(([operator, wanted]) => ({ [operator]: { "aws:PrincipalArn": wanted } })),
  fc.constant({}),
);
const resource = fc.constantFrom<unknown>(
  "*",
  `${service("0a")}/*`,
  `${service("0a")}/x`,
  service("0a"),
  `${service("0a")}*`,
  `${service("0")}*`,
  `${service("0")}?/x`,
  [`${service("0a")}/*`, `${service("0b")}/*`],
  "arn:aws:s3:::bucket/*",
  "*/x",
);
const statement = fc.tuple(
  fc.constantFrom("Allow", "Deny"),
  fc.oneof(fc.constant({}), condition),
  fc.oneof(
    resource.map((one) => ({ Resource: one })),
    resource.map((one) => ({ Resource: one })),
    resource.map((one) => ({ NotResource: one })),
  ),
);
const request = fc.record({
  arn: fc.constantFrom<string | Unknown | undefined>(role("a"), role("b"), role("c"), undefined, open),
  resource: fc.constantFrom<string | Unknown>(
    `${service("0a")}/x`,
    `${service("0b")}/y/z`,
    `${service("0")}/x`,
    service("0a"),
    open,
  ),
});

function said(decision: Decision): string {
  const sid = "statement" in decision ? decision.statement?.sid : undefined;
  return `${decision.effect} ${"explicit" in decision && decision.explicit} ${sid}`;
}

test("a policy says what its statements say one by one, whatever the table leaves out", () => {
  const seen: Record<string, number> = {};
  const many = fc.array(statement, { minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(many, fc.array(request, { minLength: 8, maxLength: 8 }), (parts, requests) => {
      const statements = parts.map(([Effect, Condition, rest], index) => {
        return { Sid: `S${index}`, Effect, Principal: "*", Action: "*", ...rest, Condition };
      });
      const whole = authPolicy({ Version: "2012-10-17", Statement: statements });
      const single = statements.map((one) => authPolicy({ Version: "2012-10-17", Statement: [one] }));
      for (const { arn: caller, resource: asked } of requests) {
        const authorization: AuthorizationRequest = {
          principal: { kind: "aws", account: "111111111111", names: caller === undefined ? [] : [caller] },
          action: "vpc-lattice-svcs:Invoke",
          resource: asked,
          context: requestContext({ "aws:PrincipalArn": caller }),
        };
        const expected = said(evaluate(single, authorization));
        expect(said(evaluate([whole], authorization))).toBe(expected);
        const effect = expected.split(" ")[0] ?? "";
        seen[effect] = (seen[effect] ?? 0) + 1;
      }
    }),
    { numRuns: RUNS, seed: 20261122 },
  );
  for (const effect of ["allow", "deny", "unknown"]) expect(seen[effect]).toBeGreaterThan(RUNS / 10);
});
