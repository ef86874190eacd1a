import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SignatureV4 } from "@smithy/signature-v4";
import { auth, http, io } from "aws-crt";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { authorization, sign } from "../../../../functions/runtime/client/sign";
import { strictTarget } from "../../../../functions/runtime/client/url";

interface Suite {
  readonly region: string;
  readonly service: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly signingDate: Date;
  readonly requests: readonly {
    readonly name: string;
    readonly request: {
      readonly method: string;
      readonly path: string;
      readonly query: Readonly<Record<string, string>>;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    };
    readonly authorization: string;
  }[];
}

/** The package ships its suite as an ES module only, which jest does not load. */
function loadSuite(): Suite {
  const file = join(dirname(require.resolve("sigv4-suite/package.json")), "dist-es", "suite.fixture.js");
  const { code } = transformSync(readFileSync(file, "utf8"), { format: "cjs" });
  const module = { exports: {} };
  new Function("module", code)(module);
  return module.exports as Suite;
}

const suite = loadSuite();

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "token/with+characters==",
};
const date = new Date("2026-11-22T12:00:00Z");
const HOST = "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-east-1.on.aws";

test("AWS's test suite is complete", () => {
  expect(suite.requests).toHaveLength(24);
});

test.each(suite.requests)("AWS's test suite: $name", ({ request, authorization: expected }) => {
  const { region, service, credentials, signingDate } = suite;
  const { method, body = "" } = request;
  // The suite's paths are not encoded on the wire, so its service encodes them once.
  const { path, search } = strictTarget(request.path, {}, request.query);
  const headers = { ...request.headers, "x-amz-date": "20150830T123600Z" };
  const payload = createHash("sha256").update(body).digest("hex");
  const signer = { region, service, credentials, time: "20150830T123600Z" };
  expect(signingDate.toISOString()).toBe("2015-08-30T12:36:00.000Z");
  expect(authorization({ method, path, search, headers, payload }, signer)).toBe(expected);
});

test("signs for vpc-lattice-svcs without the payload, and leaves what travels through proxies unsigned", () => {
  const headers = { host: HOST, traceparent: "00-a-b-01", "x-amzn-requestid": "r", "content-type": "application/json" };
  const target = strictTarget("/orders");
  const signed = sign({ method: "POST", target, headers, region: "us-east-1", credentials, date });
  expect(signed["x-amz-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
  expect(signed["x-amz-security-token"]).toBe(credentials.sessionToken);
  expect(signed["x-amz-date"]).toBe("20261122T120000Z");
  expect(signed.authorization).toContain("/20261122/us-east-1/vpc-lattice-svcs/aws4_request");
  expect(signed.authorization).toContain(
    "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
  );
  expect(signed).toMatchObject(headers);
});

async function signedByCrt(method: string, wire: string): Promise<string> {
  const request = new http.HttpRequest(
    method,
    wire,
    new http.HttpHeaders([
      ["host", HOST],
      ["content-type", "application/json"],
    ]),
  );
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signed = await auth.aws_sign_request(request, {
    algorithm: auth.AwsSigningAlgorithm.SigV4,
    signature_type: auth.AwsSignatureType.HttpRequestViaHeaders,
    provider: auth.AwsCredentialsProvider.newStatic(accessKeyId, secretAccessKey, sessionToken),
    region: "us-east-1",
    service: "vpc-lattice-svcs",
    date,
    use_double_uri_encode: true,
    should_normalize_uri_path: true,
    signed_body_value: auth.AwsSignedBodyValue.UnsignedPayload,
    signed_body_header: auth.AwsSignedBodyHeaderType.XAmzContentSha256,
  });
  return signed.headers.get("Authorization");
}

function signedByUs(method: string, target: ReturnType<typeof strictTarget>): string | undefined {
  const headers = { host: HOST, "content-type": "application/json" };
  return sign({ method, target, headers, region: "us-east-1", credentials, date }).authorization;
}

class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error("A signature needs no second digest");
  }
}

const TRAVELLING = new Set(["traceparent", "tracestate", "baggage", "x-amzn-requestid", "x-amzn-trace-id"]);

type Call = Parameters<typeof sign>[0] & { readonly date: Date };

async function signedBySmithy({ method, target, headers, region, credentials: own, date: signingDate }: Call) {
  const service = "vpc-lattice-svcs";
  const signer = new SignatureV4({ credentials: own, region, service, sha256: Sha256, applyChecksum: false });
  const query: Record<string, string[]> = {};
  for (const pair of target.search.split("&").filter(Boolean)) {
    const [key = "", value = ""] = pair.split("=").map(decodeURIComponent);
    query[key] = [...(query[key] ?? []), value];
  }
  const unsigned = { ...headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const request = { method, protocol: "https:", hostname: HOST, path: target.path, query, headers: unsigned };
  return (await signer.sign(request, { signingDate, unsignableHeaders: TRAVELLING })).headers;
}

// Everything that signers are known to disagree on, and everything else.
const awkward = fc.constantFrom(
  "+",
  "%20",
  "%2F",
  "%252F",
  "//",
  "/./",
  "/../",
  "~",
  "'",
  "(",
  ")",
  "!",
  "*",
  "=",
  ":",
  "@",
  ",",
  ";",
  "%7E",
  "é",
  "世",
  "🚚",
  " ",
  "$",
  "|",
  "\\",
  "^",
  "`",
  "{",
  "<",
);
const safe = fc.string({ unit: "grapheme", maxLength: 8 }).map(encodeURIComponent);
const paths = fc
  .array(fc.oneof(awkward, safe, fc.stringMatching(/^[a-z0-9]{1,5}$/), fc.constant("/")), { maxLength: 8 })
  .map((parts) => `/${parts.join("")}`.replaceAll("/:", "/%3A"));
const keys = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom("", "a b", "a+b", "é", "A", "a", "a=b", "a&b", "世界", "ｚ", "𝒳"),
);
const pairs = fc.array(fc.tuple(keys, fc.oneof(keys, fc.webUrl())), { maxLength: 6 });

test("agrees with aws-crt on 10,000 generated URLs", async () => {
  io.enable_logging?.(io.LogLevel.NONE);
  const urls = fc.sample(fc.tuple(paths, pairs, fc.constantFrom("GET", "POST", "DELETE")), {
    numRuns: 10_000,
    seed: 20261122,
  });
  const disagreements: string[] = [];
  let compared = 0;
  for (const [path, query, method] of urls) {
    const target = strictTarget(path, {}, new URLSearchParams(query));
    compared += 1;
    if (signedByUs(method, target) !== (await signedByCrt(method, target.wire))) disagreements.push(target.wire);
  }
  expect(compared).toBe(10_000);
  expect(disagreements).toEqual([]);
}, 120_000);

const names = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
  fc.constantFrom(
    ...TRAVELLING,
    "authorization",
    "date",
    "user-agent",
    "te",
    "sec-x",
    "proxy-x",
    "x-amz-date",
    "second",
  ),
);
const values = fc.oneof(fc.stringMatching(/^[\t -~]{0,30}$/), fc.constantFrom("", " ", "\t a \t b ", "é ü"));
const secrets = fc.record(
  {
    accessKeyId: fc.stringMatching(/^AK[A-Z0-9]{3,8}$/),
    // Keys over 60 characters pass HMAC's block of 64 bytes.
    secretAccessKey: fc.oneof(fc.base64String(), fc.base64String({ minLength: 56, maxLength: 100 })),
    sessionToken: fc.base64String(),
  },
  { requiredKeys: ["accessKeyId", "secretAccessKey"] },
);

test("sends the headers that @smithy/signature-v4 sends, whatever URL, headers, credentials, region and day", async () => {
  const calls = fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE", "QUERY"),
    target: fc.tuple(paths, pairs).map(([path, query]) => strictTarget(path, {}, new URLSearchParams(query))),
    headers: fc.dictionary(names, values).map((headers) => ({ ...headers, host: HOST })),
    region: fc.constantFrom("us-east-1", "eu-central-1"),
    credentials: secrets,
    date: fc.date({ min: new Date("2000-01-01"), max: new Date("2099-01-01"), noInvalidDate: true }),
  });
  const property = fc.asyncProperty(calls, async (call) => {
    expect(sign(call)).toEqual(await signedBySmithy(call));
  });
  await fc.assert(property, { numRuns: 3000 });
}, 60_000);

test("keys are kept by secret, day and region, and not mixed up when they are many", () => {
  const target = strictTarget("/orders");
  const signed = (n: number) => {
    const own = { accessKeyId: "AK", secretAccessKey: `s${n % 20}` };
    const on = new Date(Date.UTC(2026, 10, 1 + (n % 3)));
    return sign({ method: "GET", target, headers: { host: HOST }, region: "us-east-1", credentials: own, date: on });
  };
  const first = Array.from({ length: 60 }, (_, n) => signed(n).authorization);
  expect(Array.from({ length: 60 }, (_, n) => signed(n).authorization)).toEqual(first);
  expect(new Set(first).size).toBe(60);
});
