import { s3BucketPolicy } from "../../../../local/aws/gaps/s3-bucket-policy";
import type { Forward } from "../../../../local/aws/moto/forward";
import { motoRequest } from "../../../../local/aws/moto/neighbours";

const CALLER = { account: "111111111111", arn: "arn", userId: "id" };
const POLICY = '{"Statement": [{"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}';

/** A moto with one bucket, and what it was asked. */
function fakeMoto() {
  const asked: string[] = [];
  const forward: Forward = async ({ method, path, search }) => {
    asked.push(`${method} ${path}${search && `?${search}`}`);
    return { status: path.startsWith("/states") ? (method === "DELETE" ? 204 : 200) : 404, headers: {}, body: "" };
  };
  const gap = s3BucketPolicy(forward);
  const send = (method: string, path: string, search = "", body = "") =>
    gap(motoRequest("s3", "us-east-1", method, path, search, body), CALLER);
  return { asked, send };
}

test("a policy is given back as it was put, and moto never hears of it", async () => {
  const { asked, send } = fakeMoto();
  expect(await send("PUT", "/states", "policy", POLICY)).toMatchObject({ status: 204 });
  expect(String((await send("GET", "/states", "policy"))?.body)).toBe(POLICY);
  expect(asked).toEqual(["HEAD /states"]);
});

test("it goes when it is deleted, and with its bucket", async () => {
  const { send } = fakeMoto();
  await send("PUT", "/states", "policy", POLICY);
  await send("DELETE", "/states", "policy");
  expect(await send("GET", "/states", "policy")).toBeUndefined();
  await send("PUT", "/states", "policy", POLICY);
  await send("DELETE", "/states");
  expect(await send("GET", "/states", "policy")).toBeUndefined();
});

test("moto answers for what is not there, or about something else", async () => {
  const { send } = fakeMoto();
  expect(await send("PUT", "/none", "policy", POLICY)).toBeUndefined();
  expect(await send("GET", "/states", "policy")).toBeUndefined();
  expect(await send("GET", "/states", "versioning")).toBeUndefined();
  expect(await send("PUT", "/states/a/policy.tfstate", "", "{}")).toBeUndefined();
});

test.each(["", "{", "[]", "null", " {}"])("%j is no policy, and the one before stays", async (body) => {
  const { asked, send } = fakeMoto();
  await send("PUT", "/states", "policy", POLICY);
  await expect(send("PUT", "/states", "policy", body)).rejects.toMatchObject({
    status: 400,
    code: "MalformedPolicy",
    message: "Policies must be valid JSON and the first byte must be '{'",
  });
  expect(String((await send("GET", "/states", "policy"))?.body)).toBe(POLICY);
  expect(asked).not.toContain("PUT /states?policy");
});
