import { ShareAccepter } from "../../modules/share-accepter";
import { synthModule } from "../support/synth-module";

test("ShareAccepter: accepts the share by its ARN", () => {
  const shareArn = "arn:aws:ram:us-east-1:111111111111:resource-share/1";
  const made = synthModule((stack) => new ShareAccepter(stack, "accepter", { shareArn }));
  expect(made.resource("aws_ram_resource_share_accepter")).toEqual({ share_arn: shareArn });
});
