import fc from "fast-check";
import { minify, sizeOf } from "../../../policies/documents/minify";
import { type ResolvedGrant, servicePolicy } from "../../../policies/documents/service-policy";
import { allows, type Request } from "./matcher";

const service = "arn:aws:vpc-lattice:us-east-1:222222222222:service/svc-0123456789abcdef0";
const roles = ["web", "reports", "job"].map((name) => `arn:aws:iam::333333333333:role/${name}`);
const methods = ["GET", "POST", "DELETE"];
const paths = ["/", "/orders", "/orders/*", "/orders/7/*", "/*", "/order"];
const asked = ["/", "/orders", "/orders/", "/orders/7", "/orders/7/lines", "/orders-internal", "/order", "/other"];

const requests = [...roles, undefined].flatMap((caller) =>
  methods.flatMap((method) => asked.map((path) => ({ caller, method, path }))),
);

const grant: fc.Arbitrary<ResolvedGrant> = fc.record({
  principalArns: fc.subarray(roles),
  anonymous: fc.boolean(),
  methods: fc.subarray(methods),
  paths: fc.subarray(paths, { minLength: 1 }),
});
const grants = fc.array(grant, { maxLength: 8 });

it("allows exactly what the grants allow one by one", () => {
  fc.assert(
    fc.property(grants, (all) => {
      const policy = servicePolicy(service, all);
      const wrong = requests.filter(
        ({ caller, method, path }) =>
          allows(policy, request(caller, method, path)) !== all.some((each) => isGranted(each, caller, method, path)),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it("has the same bytes in whatever order the grants and their parts stand", () => {
  const shuffled = grants.chain((all) => fc.tuple(fc.constant(all), shuffle(all)));
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(minify(servicePolicy(service, other))).toBe(minify(servicePolicy(service, all)));
    }),
  );
});

it("is one line, measured as it is sent, and no longer for being merged", () => {
  fc.assert(
    fc.property(grants, (all) => {
      const policy = servicePolicy(service, all);
      expect(minify(policy)).not.toMatch(/\s*[\r\n]/);
      expect(sizeOf(policy)).toBe(Buffer.from(minify(policy)).length);
      const apart = all.flatMap((each) => servicePolicy(service, [each]).Statement);
      expect(policy.Statement.length).toBeLessThanOrEqual(Math.max(1, apart.length));
    }),
  );
});

it("gives grants of the same methods and paths one statement", () => {
  const same = { anonymous: false, methods: ["POST", "GET"], paths: ["/orders/*", "/orders"] };
  const policy = servicePolicy(service, [
    { ...same, principalArns: ["arn:b"] },
    { ...same, principalArns: ["arn:a", "arn:b"], methods: ["GET", "POST"] },
  ]);
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "vpc-lattice-svcs:Invoke",
        Resource: [`${service}/orders`, `${service}/orders/*`],
        Condition: {
          StringEquals: { "aws:PrincipalArn": ["arn:a", "arn:b"], "vpc-lattice-svcs:RequestMethod": ["GET", "POST"] },
        },
      },
    ],
  });
});

it("says nothing of the method where every method is granted", () => {
  const [statement] = servicePolicy(service, [
    { principalArns: ["arn:a"], anonymous: false, methods: [], paths: ["/*"] },
  ]).Statement;
  expect(statement?.Condition).toEqual({ StringEquals: { "aws:PrincipalArn": "arn:a" } });
  expect(statement?.Resource).toBe(`${service}/*`);
});

it("lets nobody in without a grant", () => {
  const nobody = [{ Effect: "Deny", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" }];
  expect(servicePolicy(service, []).Statement).toEqual(nobody);
  const ofNobody = { principalArns: [], anonymous: false, methods: [], paths: ["/*"] };
  expect(servicePolicy(service, [ofNobody]).Statement).toEqual(nobody);
});

function request(caller: string | undefined, method: string, path: string): Request {
  const [who, value] = caller === undefined ? ["aws:PrincipalType", "Anonymous"] : ["aws:PrincipalArn", caller];
  return { resource: `${service}${path}`, keys: { [who]: value, "vpc-lattice-svcs:RequestMethod": method } };
}

function isGranted(each: ResolvedGrant, caller: string | undefined, method: string, path: string): boolean {
  const isMeant = caller === undefined ? each.anonymous : each.principalArns.includes(caller);
  return (
    isMeant &&
    (each.methods.length === 0 || each.methods.includes(method)) &&
    each.paths.some((granted) => granted === path || (granted.endsWith("*") && path.startsWith(granted.slice(0, -1))))
  );
}

function shuffle(all: readonly ResolvedGrant[]): fc.Arbitrary<ResolvedGrant[]> {
  const parts = all.map((each) =>
    fc.record({
      principalArns: inAnyOrder(each.principalArns),
      anonymous: fc.constant(each.anonymous),
      methods: inAnyOrder(each.methods),
      paths: inAnyOrder(each.paths),
    }),
  );
  return fc.tuple(...parts).chain(inAnyOrder);
}

function inAnyOrder<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length });
}
