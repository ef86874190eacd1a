import {
  CreateServiceCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  ValidationException,
} from "@aws-sdk/client-vpc-lattice";
import { type LocalCloud, NETWORK, startLocalCloud } from "../local-cloud";
import { makeListener, makeRule } from "./fixtures";

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => cloud.stop());

test("tags are set at creation, added, replaced and removed, on any resource", async () => {
  const client = cloud.lattice();
  const { id, arn } = await client.send(
    new CreateServiceCommand({ name: "orders", tags: { team: "a", stage: "prod" } }),
  );
  await client.send(new TagResourceCommand({ resourceArn: arn, tags: { team: "b", "cost center": "1" } }));
  await client.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["stage", "cost center"] }));
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual({ team: "b" });

  const listener = await makeListener(client, id ?? "");
  const rule = await makeRule(client, id ?? "", listener.id, 10);
  await client.send(new TagResourceCommand({ resourceArn: rule.arn, tags: { team: "c" } }));
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn: rule.arn }))).tags).toEqual({ team: "c" });
});

test("a reserved key is refused, and so is what does not exist", async () => {
  const client = cloud.lattice();
  await expect(client.send(new CreateServiceCommand({ name: "orders", tags: { "aws:x": "1" } }))).rejects.toThrow(
    ValidationException,
  );
  const resourceArn = `arn:aws:vpc-lattice:us-east-1:${NETWORK}:service/svc-00000000000000000`;
  await expect(client.send(new ListTagsForResourceCommand({ resourceArn }))).rejects.toThrow(ResourceNotFoundException);
});
