import {
  DeleteAuthPolicyCommand,
  DeleteResourcePolicyCommand,
  GetAuthPolicyCommand,
  GetResourcePolicyCommand,
  PutAuthPolicyCommand,
  PutResourcePolicyCommand,
  ResourceNotFoundException,
  UpdateServiceCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { type Made, makeService } from "./fixtures";

let cloud: LocalCloud;
let service: Made;
beforeEach(async () => {
  cloud = await startLocalCloud();
  service = await makeService(cloud.lattice());
});
afterEach(() => cloud.stop());

const STATEMENT = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" };

function put(policy: unknown) {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  return cloud.lattice().send(new PutAuthPolicyCommand({ resourceIdentifier: service.arn, policy: text }));
}

test("an auth policy waits for AWS_IAM to become active", async () => {
  const named = { resourceIdentifier: service.id };
  expect(await put({ Version: "2012-10-17", Statement: [STATEMENT] })).toMatchObject({ state: "Inactive" });
  await cloud.lattice().send(new UpdateServiceCommand({ serviceIdentifier: service.id, authType: "AWS_IAM" }));
  const read = await cloud.lattice().send(new GetAuthPolicyCommand(named));
  expect(read).toMatchObject({ state: "Active" });
  expect(JSON.parse(read.policy ?? "")).toEqual({ Version: "2012-10-17", Statement: [STATEMENT] });
  await cloud.lattice().send(new DeleteAuthPolicyCommand(named));
  await expect(cloud.lattice().send(new GetAuthPolicyCommand(named))).rejects.toThrow(ResourceNotFoundException);
  await expect(cloud.lattice().send(new DeleteAuthPolicyCommand(named))).rejects.toThrow(ResourceNotFoundException);
});

test.each([
  ["newlines", JSON.stringify({ Statement: [STATEMENT] }, null, 2), "policy"],
  ["more than 10,000 bytes", JSON.stringify({ Statement: [{ ...STATEMENT, Resource: "x".repeat(10_000) }] }), "policy"],
  ["no JSON", "{", "policy"],
  ["a statement without a principal", { Statement: [{ ...STATEMENT, Principal: undefined }] }, "policy.Statement.0"],
  [
    "an action of another service",
    { Statement: { ...STATEMENT, Action: ["s3:GetObject"] } },
    "policy.Statement.0.Action.0",
  ],
  ["an unknown member", { Statement: [{ ...STATEMENT, Actions: "*" }] }, "policy.Statement.0"],
])("a policy with %s is refused", async (_what, policy, field) => {
  const error = await put(policy).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList[0].name).toBe(field);
});

test("a policy of 10,000 bytes is allowed", async () => {
  const size = JSON.stringify({ Statement: [{ ...STATEMENT, Resource: "" }] }).length;
  await expect(put({ Statement: [{ ...STATEMENT, Resource: "x".repeat(10_000 - size) }] })).resolves.toBeDefined();
});

test("a resource policy is put, read and deleted", async () => {
  const named = { resourceArn: service.arn };
  const policy = JSON.stringify({ Statement: [{ ...STATEMENT, Action: "vpc-lattice:GetService" }] });
  await cloud.lattice().send(new PutResourcePolicyCommand({ ...named, policy }));
  expect(await cloud.lattice().send(new GetResourcePolicyCommand(named))).toMatchObject({ policy });
  await cloud.lattice().send(new DeleteResourcePolicyCommand(named));
  await expect(cloud.lattice().send(new GetResourcePolicyCommand(named))).rejects.toThrow(ResourceNotFoundException);
});

test.each([
  ["nothing", "{}", "policy.Statement"],
  ["no JSON", "x", "policy"],
  ["newlines", '{"Statement":\n[]}', "policy"],
  ["no statement", JSON.stringify({ Statement: [] }), "policy.Statement"],
  ["no principal", statement({ Principal: undefined }), "policy.Statement.0"],
  ["no action", statement({ Action: undefined }), "policy.Statement.0"],
  ["an action on requests", statement({ Action: "vpc-lattice-svcs:Invoke" }), "policy.Statement.0.Action.0"],
])("a resource policy with %s is refused", async (_what, policy, field) => {
  const error = await cloud
    .lattice()
    .send(new PutResourcePolicyCommand({ resourceArn: service.arn, policy }))
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error.fieldList[0].name).toBe(field);
});

/** A resource policy with another statement than the one that is right. */
function statement(changed: object): string {
  return JSON.stringify({ Statement: [{ ...STATEMENT, Action: "vpc-lattice:GetService", ...changed }] });
}
