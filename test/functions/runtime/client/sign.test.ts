import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SignatureV4 } from "@smithy/signature-v4";
import { auth, http, io } from "aws-crt";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { NodeSha256, sign } from "../../../../functions/runtime/client/sign";
import { strictTarget } from "../../../../functions/runtime/client/url";

interface Suite {
  readonly region: string;
  readonly service: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly signingDate: Date;
  readonly requests: readonly { readonly name: string; readonly request: never; readonly authorization: string }[];
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

test.each(suite.requests)("AWS's test suite: $name", async ({ request, authorization }) => {
  const { region, service, signingDate } = suite;
  const signer = new SignatureV4({
    credentials: suite.credentials,
    region,
    service,
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const signed = (await signer.sign(request, { signingDate })) as unknown as {
    headers: Record<string, string>;
  };
  expect(signed.headers.authorization).toBe(authorization);
});

test("signs for vpc-lattice-svcs without the payload, and leaves what travels through proxies unsigned", async () => {
  const headers = { host: HOST, traceparent: "00-a-b-01", "x-amzn-requestid": "r", "content-type": "application/json" };
  const target = strictTarget("/orders");
  const signed = await sign({ method: "POST", target, headers, region: "us-east-1", credentials, date });
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

async function signedByUs(method: string, target: ReturnType<typeof strictTarget>): Promise<string> {
  const headers = { host: HOST, "content-type": "application/json" };
  const signed = await sign({ method, target, headers, region: "us-east-1", credentials, date });
  return signed.authorization ?? "";
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
    if ((await signedByUs(method, target)) !== (await signedByCrt(method, target.wire)))
      disagreements.push(target.wire);
  }
  expect(compared).toBe(10_000);
  expect(disagreements).toEqual([]);
}, 120_000);
