import platform from "../../example";
import { estate, service } from "../support/estates";
import { synthPlatform } from "../support/synth-platform";
import { type Policy, ref } from "../support/synthesized";

const example = synthPlatform(platform);

/** Every identity policy of every stack, with the role that it is attached to. */
const rolePolicies = example.layouts.flatMap(({ id }) =>
  Object.entries(example.stack(id).resources("aws_iam_role_policy")).map(([name, { role }]) => ({
    name: `${id} ${name}`,
    role,
    policy: example.stack(id).policy("aws_iam_role_policy", name),
  })),
);
const allowed = ({ Statement }: Policy) => Statement.filter(({ Effect }) => Effect === "Allow");

describe("every role of the example estate", () => {
  test("there are some", () => {
    expect(rolePolicies.length).toBeGreaterThanOrEqual(8);
  });

  test.each(rolePolicies.map(({ name, policy }) => [name, policy] as const))("%s: names every action", (_, policy) => {
    for (const statement of allowed(policy)) {
      for (const action of [statement.Action].flat()) expect(action).not.toContain("*");
    }
  });

  test.each(rolePolicies.map(({ name, policy }) => [name, policy] as const))(
    "%s: names every resource, but for what Lambda itself needs in a VPC, denied to the function's code",
    (_, policy) => {
      const open = allowed(policy).filter(({ Resource }) => [Resource].flat().includes("*"));
      for (const statement of open) {
        expect([statement.Action].flat().every((action) => action.startsWith("ec2:"))).toBe(true);
        expect(policy.Statement).toContainEqual({
          Effect: "Deny",
          Action: statement.Action,
          Resource: "*",
          Condition: { ArnEquals: { "lambda:SourceFunctionArn": expect.stringMatching(/:function:[\w-]+$/) } },
        });
      }
    },
  );

  test("writes its own log group only", () => {
    expect(example.stack("producer-payments").policy("aws_iam_role_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${ref("aws_cloudwatch_log_group.service_payments_function_api_log-group.arn")}:*`,
      },
    ]);
  });

  test("is assumed by Lambda, and by nobody else", () => {
    for (const { id } of example.layouts) {
      const stack = example.stack(id);
      for (const name of Object.keys(stack.resources("aws_iam_role"))) {
        expect(stack.policy("aws_iam_role", name, "assume_role_policy").Statement).toEqual([
          {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ]);
      }
    }
  });
});

describe("trap 12(1): the three gates say the same, from one grant", () => {
  const arn = ref("data.terraform_remote_state.producer-orders.outputs.services.orders.arn");
  const paths = (service: string) => [`${service}/orders`, `${service}/orders/*`];
  const app = synthPlatform(estate());

  test("the caller's own policy: service, paths and methods of the grant, and nothing else", () => {
    expect(
      app.stack("consumer-storefront").policy("aws_iam_role_policy", "caller_storefront_web_invoke").Statement,
    ).toEqual([
      {
        Effect: "Allow",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: paths(arn),
        Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "GET" } },
      },
    ]);
  });

  test("the service's policy: the caller's role, by an ARN that is known before the role exists", () => {
    expect(app.stack("producer-orders").policy("aws_vpclattice_auth_policy").Statement).toEqual([
      {
        Effect: "Allow",
        Principal: "*",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: paths(ref("aws_vpclattice_service.service_orders.arn")),
        Condition: {
          StringEquals: {
            "aws:PrincipalArn": "arn:aws:iam::555555555555:role/acme-storefront-web",
            "vpc-lattice-svcs:RequestMethod": "GET",
          },
        },
      },
    ]);
    expect(app.stack("consumer-storefront").resource("aws_iam_role").name).toBe("acme-storefront-web");
  });

  test("the network's policy: the caller's organization", () => {
    expect(app.stack("network-internal").policy("aws_vpclattice_auth_policy").Statement).toContainEqual(
      expect.objectContaining({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    );
  });

  test("a caller that was granted more than once has every grant, in one order", () => {
    const grants = [
      { to: "storefront.web", methods: ["POST"], paths: ["/orders"] },
      { to: "storefront.web", methods: ["GET"], paths: ["/health"] },
    ];
    const statements = (written: typeof grants) =>
      synthPlatform(estate({ services: { orders: service({ grants: written }) } }))
        .stack("consumer-storefront")
        .policy("aws_iam_role_policy", "caller_storefront_web_invoke").Statement;
    expect(statements(grants)).toHaveLength(2);
    expect(statements([...grants].reverse())).toEqual(statements(grants));
  });
});

test("trap 12(3): nothing in the example is open: every network and service asks for IAM authorization and has a policy", () => {
  for (const { id } of example.layouts) {
    const stack = example.stack(id);
    const open = ["aws_vpclattice_service_network", "aws_vpclattice_service"].flatMap((type) =>
      Object.keys(stack.resources(type)).map((name) => ({ type, name })),
    );
    const guarded = Object.values(stack.resources("aws_vpclattice_auth_policy")).map(
      (policy) => policy.resource_identifier,
    );
    for (const { type, name } of open) {
      expect(stack.resource(type, name).auth_type).toBe("AWS_IAM");
      expect(guarded).toContain(ref(`${type}.${name}.arn`));
    }
    expect(guarded).toHaveLength(open.length);
  }
});
