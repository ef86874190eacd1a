import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { join } from "node:path";
import { defaultCredentials } from "../../../../functions/runtime/client/credentials";
import { CredentialsError } from "../../../../functions/runtime/client/errors";
import { temporaryFolder } from "../../../support/temporary-folder";
import { CERTIFICATE, serve, type TestServer } from "./servers";

const MINUTE = 60_000;
let container: TestServer;
let lifetimes: number[];
let respond: Parameters<typeof serve>[0];

beforeEach(async () => {
  lifetimes = [60 * MINUTE];
  respond = (_request, response, count) => {
    const Expiration = new Date(Date.now() + (lifetimes[count - 1] ?? 60 * MINUTE)).toISOString();
    response.end(JSON.stringify({ AccessKeyId: `K${count}`, SecretAccessKey: "s", Token: "t", Expiration }));
  };
  container = await serve((...all) => respond(...all));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await container.close();
});

const fullUri = (more: Record<string, string> = {}) => ({
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/creds`,
  ...more,
});

/** Sends requests for any host to the container, and remembers whom they were for. */
function redirect(): string[] {
  const real = http.request;
  const asked: string[] = [];
  jest.spyOn(http, "request").mockImplementation(((url: URL, ...rest: [http.RequestOptions]) => {
    asked.push(url.href);
    return real(new URL(url.pathname, container.url), ...rest);
  }) as never);
  return asked;
}

test("asks with the token of its file, and again five minutes before the credentials expire", async () => {
  lifetimes = [60 * MINUTE, 6 * MINUTE, 4 * MINUTE, 4 * MINUTE];
  const file = join(temporaryFolder("token"), "token");
  writeFileSync(file, "secret-token\n");
  const environment = fullUri({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file });
  const lasting = defaultCredentials(environment);
  expect(await lasting()).toMatchObject({ accessKeyId: "K1", secretAccessKey: "s", sessionToken: "t" });
  expect(await lasting()).toMatchObject({ accessKeyId: "K1" });
  const six = defaultCredentials(environment);
  expect([(await six()).accessKeyId, (await six()).accessKeyId]).toEqual(["K2", "K2"]);
  const four = defaultCredentials(environment);
  expect([(await four()).accessKeyId, (await four()).accessKeyId]).toEqual(["K3", "K4"]);
  expect(container.received.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill("secret-token"));
});

test("the token of the variable, where there is no file", async () => {
  const source = defaultCredentials(
    fullUri({ AWS_CONTAINER_AUTHORIZATION_TOKEN: "Basic abcd", AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "" }),
  );
  await source();
  expect(container.received[0]?.headers.authorization).toBe("Basic abcd");
});

test.each([
  ["alone", {}],
  ["before the full one", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost:1/full" }],
  ["where the full one is empty", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "" }],
])("ECS's relative URI, %s", async (_name, more) => {
  const asked = redirect();
  const source = defaultCredentials({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/7", ...more });
  expect(await source()).toMatchObject({ accessKeyId: "K1" });
  expect(asked).toEqual(["http://169.254.170.2/v2/credentials/7"]);
});

test("an empty relative URI counts as none", async () => {
  const source = defaultCredentials(fullUri({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "" }));
  expect(await source()).toMatchObject({ accessKeyId: "K1" });
  const none = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "", AWS_CONTAINER_CREDENTIALS_FULL_URI: "" };
  await expect(defaultCredentials(none)()).rejects.toThrow("set them, or run under a role");
});

test("https is asked over TLS", async () => {
  const secure = await serve((...all) => respond(...all), { secure: true });
  const uri = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${secure.url}/creds` };
  await expect(defaultCredentials(uri)()).rejects.toThrow(/certificate/);
  const real = https.request;
  const ca = readFileSync(CERTIFICATE);
  jest
    .spyOn(https, "request")
    .mockImplementation(((url: URL, options: object, done: () => void) =>
      real(url, { ...options, ca }, done)) as never);
  expect(await defaultCredentials(uri)()).toMatchObject({ accessKeyId: "K1" });
  await secure.close();
});

test.each([
  "http://localhost/c",
  "http://127.0.0.1/c",
  "http://127.9.8.7:8080/c",
  "http://[::1]/c",
  "http://[0:0:0:0:0:0:0:1]/c",
  "http://169.254.170.2/c",
  "http://169.254.170.23/v1/credentials",
  "http://[fd00:ec2::23]/v1/credentials",
])("%s may be asked without TLS", async (uri) => {
  const asked = redirect();
  await defaultCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_AUTHORIZATION_TOKEN: "t" })();
  expect(asked).toEqual([new URL(uri).href]);
});

test.each([
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://example.com/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1.example.com/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.1/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.169.254/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://[fd00:ec2::24]/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "ftp://localhost/c" },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: "no url" },
  { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "@example.com/c" },
])("%j is not asked", async (environment) => {
  const asked = redirect();
  const source = defaultCredentials({ ...environment, AWS_CONTAINER_AUTHORIZATION_TOKEN: "t" });
  await expect(source()).rejects.toBeInstanceOf(CredentialsError);
  await expect(source()).rejects.toThrow(/failed: (use https, or http to a loopback address|Invalid URL)/);
  expect(asked).toEqual([]);
});

test("calls that come at once share one question, also the next time", async () => {
  lifetimes = [MINUTE];
  const source = defaultCredentials(fullUri());
  const keys = async () => (await Promise.all(Array.from({ length: 20 }, source))).map((one) => one.accessKeyId);
  expect(new Set(await keys())).toEqual(new Set(["K1"]));
  expect(new Set(await keys())).toEqual(new Set(["K2"]));
  expect(container.received).toHaveLength(2);
});

test("credentials that have not expired are used while the endpoint fails, and no longer", async () => {
  lifetimes = [3 * MINUTE];
  const source = defaultCredentials(fullUri());
  await source();
  respond = (_request, response) => response.writeHead(500).end();
  expect(await source()).toMatchObject({ accessKeyId: "K1" });
  expect(container.received).toHaveLength(2);
  const { now } = Date;
  jest.spyOn(Date, "now").mockImplementation(() => now() + 3 * MINUTE);
  await expect(source()).rejects.toThrow("status 500");
});

test.each(["null", "[]", "7", '{"AccessKeyId":"AK"}'])("an endpoint that answers %s gives no keys", async (answer) => {
  respond = (_request, response) => response.end(answer);
  await expect(defaultCredentials(fullUri())()).rejects.toThrow(
    `The container credentials endpoint ${container.url}/creds failed: no keys in the answer`,
  );
});

test.each([
  ["says nothing", () => undefined],
  [
    "drips",
    ((_request, response) => {
      const timer = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(timer));
    }) satisfies Parameters<typeof serve>[0],
  ],
])("an endpoint that %s is given a second", async (_name, answer) => {
  respond = answer;
  const begun = performance.now();
  await expect(defaultCredentials(fullUri())()).rejects.toThrow(`${container.url}/creds failed: no answer within 1 s`);
  expect(performance.now() - begun).toBeGreaterThan(950);
  expect(performance.now() - begun).toBeLessThan(30_000);
});

test.each([
  ["an error status", 500, "{}"],
  ["no JSON", 200, "<html>"],
  ["null", 200, "null"],
  ["no keys", 200, "{}"],
])("an endpoint with %s is a CredentialsError that names it", async (_name, status, body) => {
  respond = (_request, response) => response.writeHead(status).end(body);
  const source = defaultCredentials(fullUri());
  await expect(source()).rejects.toBeInstanceOf(CredentialsError);
  await expect(source()).rejects.toThrow(`endpoint ${container.url}/creds failed`);
});
