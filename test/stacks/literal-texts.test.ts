import { definePlatformFrom, lambda } from "../../declaration";
import { literalTexts } from "../../stacks/literal-texts";
import { estate, service } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";

const entry = "functions/orders/handler.ts";

describe("what a declaration says means itself in Terraform", () => {
  const app = synthPlatform(
    estate({
      networks: {
        internal: {
          account: "network",
          share: { organization: true },
          authPolicy: {
            statements: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "*",
                Resource: "*",
                Condition: { StringNotEquals: { "vpc-lattice-svcs:RequestHeader/team": `\${aws:PrincipalTag/team}` } },
              },
            ],
          },
        },
      },
      services: {
        orders: service({
          targets: { api: lambda({ entry, environment: { TEMPLATE: `%{if true}\${path.cwd}` } }) },
          routes: [{ priority: 1, match: { headers: [{ name: "x-a", exact: `\${path.cwd}` }] }, forward: "api" }],
        }),
      },
      consumers: {},
    }),
  );

  test("an IAM policy variable stays one", () => {
    const { policy } = app.stack("network-internal").resource("aws_vpclattice_auth_policy");
    expect(policy).toContain(`$\${aws:PrincipalTag/team}`);
  });

  test("an environment variable and a header hold no expression", () => {
    const producer = app.stack("producer-orders");
    expect(JSON.stringify(producer.resource("aws_lambda_function").environment)).toContain(`%%{if true}$\${path.cwd}`);
    expect(JSON.stringify(producer.resource("aws_vpclattice_listener_rule").match)).toContain(`$\${path.cwd}`);
  });
});

test("a platform without such texts stays what it is", () => {
  const platform = definePlatformFrom(estate());
  expect(literalTexts(platform)).toBe(platform);
});

test("a key is a text, too; the path of an entry file is not written", () => {
  const target = { kind: "lambda", entry: `x\${y}.ts` };
  const found = literalTexts({ "a${b}": { ...target, other: ["%{z}", 1] } } as never);
  expect(found).toEqual({ "a$${b}": { ...target, other: ["%%{z}", 1] } });
});

test("a service, a tag and a variable may be called entry", () => {
  const named = { services: { entry: { tags: { entry: `\${a}` }, environment: { entry: `\${b}` } } } };
  const texts = { services: { entry: { tags: { entry: `$\${a}` }, environment: { entry: `$\${b}` } } } };
  expect(literalTexts(named as never)).toEqual(texts);
});
