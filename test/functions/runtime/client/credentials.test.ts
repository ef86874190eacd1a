import { defaultCredentials } from "../../../../functions/runtime/client/credentials";
import { addressOf } from "../../../../functions/runtime/client/endpoint";
import { CredentialsError } from "../../../../functions/runtime/client/errors";

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
  [{}, "set them, or run under a role"],
  [{ AWS_ACCESS_KEY_ID: "a" }, "set both or neither"],
])("%j: %s", async (environment, sentence) => {
  await expect(defaultCredentials(environment)()).rejects.toBeInstanceOf(CredentialsError);
  await expect(defaultCredentials(environment)()).rejects.toThrow(sentence);
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
