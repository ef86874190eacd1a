import { invokePolicy } from "../../../policies/documents/invoke-policy";

const serviceArn = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0";

it("names the service, the granted paths and the granted methods, and nothing else", () => {
  const policy = invokePolicy([
    { serviceArn, methods: ["GET", "POST"], paths: ["/orders", "/orders/*"] },
    { serviceArn: "arn:other", methods: [], paths: ["/*"] },
  ]);
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: [`${serviceArn}/orders`, `${serviceArn}/orders/*`],
        Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": ["GET", "POST"] } },
      },
      { Effect: "Allow", Action: "vpc-lattice-svcs:Invoke", Resource: "arn:other/*" },
    ],
  });
});

it("has no principal: it is the policy of the role that holds it", () => {
  const [statement] = invokePolicy([{ serviceArn, methods: ["GET"], paths: ["/"] }]).Statement;
  expect(Object.keys(statement ?? {})).toEqual(["Effect", "Action", "Resource", "Condition"]);
});
