import { localState, s3State } from "../../../declaration";
import { estate } from "../../support/estates";
import { synthPlatform } from "../../support/synth-platform";
import { ref } from "../../support/synthesized";

const synth = (state: unknown) => synthPlatform(estate({ state }));
const remoteStates = (state: unknown) => synth(state).stack("producer-orders").data("terraform_remote_state");

describe("local state", () => {
  test("is a file per stack, by a path that is the same on every machine", () => {
    expect(synth(localState()).stack("producer-orders").json.terraform).toMatchObject({
      backend: { local: { path: "../../../state/producer-orders.tfstate" } },
    });
  });

  test("may be in another folder, where other stacks look for it too", () => {
    const state = localState({ directory: "deploy/state" });
    expect(synth(state).stack("network-internal").json.terraform).toHaveProperty(
      "backend.local.path",
      "../../../deploy/state/network-internal.tfstate",
    );
    expect(remoteStates(state)["network-internal"]).toMatchObject({
      backend: "local",
      config: { path: "../../../deploy/state/network-internal.tfstate" },
    });
  });
});

describe("state in S3", () => {
  const state = s3State({ bucket: "acme-state", region: "eu-central-1" });

  test("is encrypted, has S3's own lock file, and one key per stack", () => {
    expect(synth(state).stack("producer-orders").json.terraform).toMatchObject({
      backend: {
        s3: {
          bucket: "acme-state",
          key: "acme/producer-orders.tfstate",
          region: "eu-central-1",
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
  });

  test("may have a prefix and a KMS key", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/k";
    const made = synth(s3State({ bucket: "acme-state", region: "eu-central-1", prefix: "lattice/prod", kmsKeyArn }));
    expect(made.stack("producer-orders").json.terraform).toHaveProperty(
      "backend.s3",
      expect.objectContaining({ key: "lattice/prod/producer-orders.tfstate", kms_key_id: kmsKeyArn }),
    );
  });

  test("may be a bucket of each account; other stacks then look into the bucket of the account they read", () => {
    const perAccount = s3State({ bucket: "state-{account}", region: "eu-central-1" });
    expect(synth(perAccount).stack("producer-orders").json.terraform).toHaveProperty(
      "backend.s3.bucket",
      "state-222222222222",
    );
    expect(remoteStates(perAccount)["network-internal"]).toMatchObject({
      backend: "s3",
      config: { bucket: "state-111111111111", key: "acme/network-internal.tfstate", region: "eu-central-1" },
    });
  });

  test("is looked for before it is read, with the deployer's own credentials as the backend does", () => {
    const made = synth(state).stack("consumer-storefront");
    expect(made.data("aws_s3_objects")).toEqual({
      "network-internal-state": {
        bucket: "acme-state",
        prefix: "acme/network-internal.tfstate",
        provider: "aws.state",
      },
      "producer-orders-state": {
        bucket: "acme-state",
        prefix: "acme/producer-orders.tfstate",
        provider: "aws.state",
      },
    });
    expect(made.json.provider).toHaveProperty("aws", [
      expect.objectContaining({ allowed_account_ids: ["555555555555"] }),
      { alias: "state", region: "eu-central-1" },
    ]);
    expect(made.data("terraform_remote_state")["network-internal"]).toHaveProperty(
      "lifecycle.precondition.0.condition",
      ref('contains(data.aws_s3_objects.network-internal-state.keys, "acme/network-internal.tfstate")'),
    );
  });
});
