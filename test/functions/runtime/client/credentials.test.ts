import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCredentials } from "../../../../functions/runtime/client/credentials";
import { addressOf } from "../../../../functions/runtime/client/endpoint";
import { CredentialsError } from "../../../../functions/runtime/client/errors";
import { serve } from "./servers";

test("reads the environment at each call", async () => {
  const environment: Record<string, string> = {
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_SESSION_TOKEN: "c",
  };
  const source = defaultCredentials(environment);
  expect(await source()).toEqual({ accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" });
  environment.AWS_ACCESS_KEY_ID = "a2";
  expect(await source()).toMatchObject({ accessKeyId: "a2" });
});

test.each([
  [{}, "No credentials: set AWS_ACCESS_KEY_ID"],
  [{ AWS_ACCESS_KEY_ID: "a" }, "Set both"],
])("%j: %s", async (environment, sentence) => {
  await expect(defaultCredentials(environment)()).rejects.toBeInstanceOf(CredentialsError);
  await expect(defaultCredentials(environment)()).rejects.toThrow(sentence);
});

function containerDocument(expiresInMs: number, key: string) {
  const Expiration = new Date(Date.now() + expiresInMs).toISOString();
  return JSON.stringify({ AccessKeyId: key, SecretAccessKey: "s", Token: "t", Expiration });
}

test("asks the container endpoint with its token file, and again shortly before the credentials expire", async () => {
  const lifetimes = [60 * 60_000, 60_000, 60_000];
  const container = await serve((_request, response, count) =>
    response.end(containerDocument(lifetimes[count - 1] ?? 0, `K${count}`)),
  );
  const file = join(mkdtempSync(join(tmpdir(), "trellis-")), "token");
  writeFileSync(file, "secret-token\n");
  const environment = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/creds`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
  };
  const lasting = defaultCredentials(environment);
  expect(await lasting()).toMatchObject({ accessKeyId: "K1", secretAccessKey: "s", sessionToken: "t" });
  expect(await lasting()).toMatchObject({ accessKeyId: "K1" });
  const expiring = defaultCredentials(environment);
  expect(await expiring()).toMatchObject({ accessKeyId: "K2" });
  expect(await expiring()).toMatchObject({ accessKeyId: "K3" });
  expect(container.received.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill("secret-token"));
  await container.close();
});

test.each([
  ["an error status", 500, "{}"],
  ["no JSON", 200, "<html>"],
  ["no keys", 200, "{}"],
])("a container endpoint with %s is a CredentialsError that names it", async (_name, status, body) => {
  const container = await serve((_request, response) => response.writeHead(status).end(body));
  const source = defaultCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: container.url });
  await expect(source()).rejects.toBeInstanceOf(CredentialsError);
  await expect(source()).rejects.toThrow(`endpoint ${container.url} failed`);
  await container.close();
});

test("the address comes from the environment, the region from a generated host name", () => {
  const url = "https://orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.eu-west-1.on.aws/v1/";
  expect(addressOf("my-orders", {}, { MY_ORDERS_URL: url, AWS_REGION: "us-east-1" })).toMatchObject({
    secure: true,
    host: "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.eu-west-1.on.aws",
    region: "eu-west-1",
    base: "/v1",
  });
  expect(addressOf("a", {}, { A_URL: "https://api.example.com", AWS_REGION: "us-east-1" }).region).toBe("us-east-1");
  expect(() => addressOf("a", {}, { A_URL: "https://api.example.com" })).toThrow("set AWS_REGION");
  expect(() => addressOf("a", {}, { A_URL: "https://user:pw@api.example.com" })).toThrow("no user or query");
});
