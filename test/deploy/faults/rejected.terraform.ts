import {
  GetResourceShareInvitationsCommand,
  RAMClient,
  RejectResourceShareInvitationCommand,
} from "@aws-sdk/client-ram";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { deploy } from "../../../deploy/deploy";
import { smallest, vpcOf } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";
import { sharedWith } from "./shared-with";

const courier = "100000000004";
const declared = smallest({
  accounts: { hub: { id: "100000000001" }, courier: { id: courier, external: true } },
  networks: { private: { account: "hub", share: { accounts: ["courier"] }, accessLogs: false } },
  consumers: { courier: vpcOf("courier") },
});

/** A file of its own: the provider looks for an invitation for two minutes, which no setting shortens. */
describeOnLocalAws("an account outside the organization that rejected the share", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(declared);
  });
  afterAll(() => scene?.stop());

  test("is told so, and gets in again in the way that it is told", async () => {
    expect(problemsOf(await scene.deploy({ stacks: ["network-private"] }))).toEqual([]);
    const share = await rejectInvitation(scene);
    expect(problemsOf(await scene.deploy({ stacks: ["consumer-courier"] }))).toEqual([
      `consumer-courier: There is no open invitation to the share ${share} for the account of consumer-courier: it was rejected, it expired, or the account is inside the organization after all (then leave out accounts.*.external). To be invited again, take the account out of networks.*.share, deploy the network's stack, put it back, and deploy both.`,
    ]);
    expect(await scene.astray()).toEqual(nothing);

    const { environment } = scene;
    const closed = await deploy(sharedWith(scene.platform, []), { environment, stacks: ["network-private"] });
    expect(problemsOf(closed)).toEqual([]);
    expect(problemsOf(await scene.deploy())).toEqual([]);
    expect((await scene.destroy()).ok).toBe(true);
    expect([scene.inStates(), await scene.astray()]).toEqual([[], nothing]);
  });
});

/** Rejects the account's only invitation, as its owner would in the console. Returns the share's ARN. */
async function rejectInvitation({ aws, environment }: Scene): Promise<string | undefined> {
  const settings = { endpoint: aws.url, region: declared.region, maxAttempts: 1 };
  const ownKey = { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY };
  const { Credentials: session } = await new STSClient({ ...settings, credentials: keyOf(ownKey) }).send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${courier}:role/trellis-deploy`, RoleSessionName: "owner" }),
  );
  const credentials = keyOf({
    accessKeyId: session?.AccessKeyId,
    secretAccessKey: session?.SecretAccessKey,
    sessionToken: session?.SessionToken,
  });
  const ram = new RAMClient({ ...settings, credentials });
  const { resourceShareInvitations: [invitation] = [] } = await ram.send(new GetResourceShareInvitationsCommand());
  const { resourceShareInvitationArn, resourceShareArn } = invitation ?? {};
  await ram.send(new RejectResourceShareInvitationCommand({ resourceShareInvitationArn }));
  return resourceShareArn;
}

function keyOf({ accessKeyId = "", secretAccessKey = "", sessionToken = "" }) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) };
}
