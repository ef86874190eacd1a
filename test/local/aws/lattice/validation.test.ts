import {
  CreateServiceCommand,
  CreateTargetGroupCommand,
  GetServiceCommand,
  ListServiceNetworkServiceAssociationsCommand,
  ListServiceNetworkVpcAssociationsCommand,
  ListServicesCommand,
  PutResourcePolicyCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { makeService } from "./fixtures";

const ID = "0123456789abcdef0";
const ARN = `arn:aws:vpc-lattice:us-east-1:111111111111:service/svc-${ID}`;
const VPC = "vpc-12345678";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

async function refusal(sending: Promise<unknown>): Promise<ValidationException> {
  const error: unknown = await sending.catch((thrown) => thrown);
  if (error instanceof ValidationException) return error;
  throw new Error(`not refused: ${error}`);
}

test.each([
  ["the path", new GetServiceCommand({ serviceIdentifier: "orders" }), "serviceIdentifier"],
  ["the query", new ListServicesCommand({ maxResults: 101 }), "maxResults"],
  ["a list in the query", new UntagResourceCommand({ resourceArn: ARN, tagKeys: ["a".repeat(129)] }), "tagKeys.0"],
  [
    "a policy that wants an ARN",
    new PutResourcePolicyCommand({ resourceArn: `sn-${ID}`, policy: "{}" }),
    "resourceArn",
  ],
  [
    "inside of the body",
    new CreateTargetGroupCommand({
      name: "api",
      type: "IP",
      config: { port: 0, protocol: "HTTP", vpcIdentifier: VPC },
    }),
    "config.port",
  ],
])("a member of %s is named as the model names it", async (_where, command, member) => {
  const error = await refusal(cloud.lattice().send(command as ListServicesCommand));
  expect(error.reason).toBe("fieldValidationFailed");
  expect(error.fieldList?.map(({ name }) => name)).toEqual([member]);
  expect(error.message).toContain(`Value at '${member}' failed to satisfy constraint: Member must`);
});

test("everything that is wrong is said at once, before anything is looked up", async () => {
  const wrong = new UpdateServiceCommand({
    serviceIdentifier: "orders",
    idleTimeoutSeconds: 601,
    authType: "IAM" as "NONE",
  });
  expect((await refusal(cloud.lattice().send(wrong))).fieldList).toEqual([
    expect.objectContaining({ name: "serviceIdentifier" }),
    { name: "authType", message: "Member must satisfy enum value set: [NONE, AWS_IAM]" },
    { name: "idleTimeoutSeconds", message: "Member must have value less than or equal to 600" },
  ]);
  const unknown = new UpdateServiceCommand({ serviceIdentifier: `svc-${ID}`, idleTimeoutSeconds: 59 });
  expect((await refusal(cloud.lattice().send(unknown))).fieldList).toEqual([
    { name: "idleTimeoutSeconds", message: "Member must have value greater than or equal to 60" },
  ]);
});

test("the idle timeout is 60 seconds unless it is set, and is kept", async () => {
  const client = cloud.lattice();
  const { id: serviceIdentifier } = await makeService(client);
  const read = async () => (await client.send(new GetServiceCommand({ serviceIdentifier }))).idleTimeoutSeconds;
  expect(await read()).toBe(60);
  const updated = await client.send(new UpdateServiceCommand({ serviceIdentifier, idleTimeoutSeconds: 600 }));
  expect([updated.idleTimeoutSeconds, await read()]).toEqual([600, 600]);
  await client.send(new UpdateServiceCommand({ serviceIdentifier, authType: "AWS_IAM" }));
  expect(await read()).toBe(600);
  const created = await client.send(new CreateServiceCommand({ name: "slow", idleTimeoutSeconds: 300 }));
  expect(created.idleTimeoutSeconds).toBe(300);
});

test.each([
  [new ListServiceNetworkServiceAssociationsCommand(), ["serviceNetworkIdentifier", "serviceIdentifier"]],
  [new ListServiceNetworkVpcAssociationsCommand(), ["serviceNetworkIdentifier", "vpcIdentifier"]],
])("associations are listed of something", async (command, members) => {
  const error = await refusal(cloud.lattice().send(command as ListServicesCommand));
  expect(error.fieldList?.map(({ name }) => name)).toEqual(members);
  expect(error.message).toContain(`one of ${members.join(", ")} must be set`);
});
