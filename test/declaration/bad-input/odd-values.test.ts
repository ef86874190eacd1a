import fc from "fast-check";
import { DeclarationError, definePlatformFrom } from "../../../declaration";
import { estate } from "../estate";

/** Values that no declaration means, from a file that was generated or a program without types. */
const odd: readonly (readonly [name: string, value: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 12],
  ["NaN", Number.NaN],
  ["a bigint", 12n],
  ["a symbol", Symbol("odd")],
  ["text", "odd"],
  ["no text", ""],
  ["two lines", "odd\nodd"],
  ["true", true],
  ["a list", []],
  ["a list of null", [null]],
  ["an object", {}],
  ["an object of null", { odd: null }],
  ["an object of a kind that every object has", { kind: "toString" }],
  ["an object that holds itself", circle()],
  ["a function", () => undefined],
  ["a date", new Date(0)],
];

it.each(odd)("%s is no declaration", (_, value) => {
  expect(() => definePlatformFrom(value)).toThrow(DeclarationError);
});

it("accepts an odd value or calls it a mistake in our own words, wherever it stands", () => {
  const place = fc.constantFrom(...placesIn(everything()));
  fc.assert(
    fc.property(place, fc.constantFrom(...odd), (where, [, value]) => {
      expect(problemsWith(withValue(where, value))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it("says what a declaration is", () => {
  expect(() => definePlatformFrom(null)).toThrow(/^ {2}the declaration: found null; allowed: an object$/m);
});

it("accepts what the odd values are put into", () => {
  expect(problemsWith(everything())).toEqual([]);
  expect(() => definePlatformFrom(everything())).not.toThrow();
});

/** The estate with everything that may be left out. */
function everything() {
  const whole = estate();
  const statement = {
    Sid: "NoDeletes",
    Effect: "Deny",
    Principal: { AWS: ["*"] },
    Action: ["vpc-lattice-svcs:Invoke"],
    Resource: "*",
    Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": ["DELETE"] } },
  };
  return {
    ...whole,
    deployRole: "deploy",
    quotas: { rulesPerListener: 20 },
    alarms: { topicArns: [], serverErrors: 1 },
    networks: { ...whole.networks, third: { account: "network", authPolicy: { statements: [statement] } } },
    services: {
      ...whole.services,
      stock: {
        ...whole.services.payments,
        targets: {
          api: {
            kind: "lambda",
            entry: "functions/orders/handler.ts",
            environment: { TABLE: "stock" },
            memory: 512,
            timeout: 5,
            reservedConcurrency: 1,
            architecture: "arm64",
            logRetentionDays: 7,
          },
          pods: {
            kind: "ip",
            vpcId: "vpc-0a1b2c3d",
            port: 80,
            addresses: ["10.0.0.1"],
            healthCheck: { path: "/", port: 81, matcher: "200" },
          },
        },
        accessLogs: { firehose: { deliveryStreamArn: "arn:aws:firehose:us-east-1:222222222222:deliverystream/logs" } },
        defaultAction: { fixedResponse: 500 },
        tags: { team: "stock" },
      },
    },
  };
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [here];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [here, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...here, key]))];
}

function withValue(place: Place, value: unknown): unknown {
  const holder = { root: everything() };
  const path = ["root", ...place];
  const owner = path.slice(0, -1).reduce<object>((current, key) => Reflect.get(current, key), holder);
  Reflect.set(owner, path.at(-1) ?? "", value);
  return holder.root;
}

/** Sentences of zod, of JavaScript, or of more than one line. */
const foreign = /Invalid|[Ee]xpected|received|Too (small|big)|Unrecognized|\[object|undefined|\n/;

function problemsWith(declaration: unknown): string[] {
  try {
    definePlatformFrom(declaration);
    return [];
  } catch (error) {
    if (!(error instanceof DeclarationError)) return [`crashed: ${error}`];
    return error.mistakes.flatMap(({ path, found = "", allowed, why = "" }) =>
      foreign.test(`${allowed} ${why}`) || /\n/.test(path + found) || allowed === "" ? [`${path}: ${allowed}`] : [],
    );
  }
}

function circle(): object {
  const circular: { self?: object } = {};
  circular.self = circular;
  return circular;
}
