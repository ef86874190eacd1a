import type { Platform } from "../../../declaration";
import { deploy } from "../../../deploy/deploy";
import { smallest } from "../../support/smallest-estate";
import { describeWithTerraform } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

const declared = smallest({ consumers: {} });
const hubRole = "arn:aws:iam::100000000001:role/trellis-deploy";
const appRole = "arn:aws:iam::100000000003:role/trellis-deploy";

describeWithTerraform("credentials of the wrong account", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(declared, { roles: { [hubRole]: { accounts: ["100000000001"] } } });
  });
  afterAll(() => scene?.stop());
  afterEach(async () => {
    expect([scene.inStates(), await scene.aws.inventory(), await scene.astray()]).toEqual([[], [], nothing]);
  });

  const deployAs = (platform: Platform, preflight: boolean) =>
    deploy(platform, { environment: scene.environment, preflight });

  test("signed in where the deploy role trusts nobody: the preflight stops before Terraform runs", async () => {
    await expect(deployAs(scene.platform, true)).rejects.toThrow(
      `Nothing was changed, since the preflight found:\n  network-private: arn:aws:iam::100000000009:user/local may not assume ${hubRole}`,
    );
  });

  test("without a preflight the provider stops, and the sentence names the preflight", async () => {
    expect(problemsOf(await deployAs(scene.platform, false))).toEqual([
      expect.stringMatching(
        /^network-private: The credentials do not lead into the account of network-private: Cannot assume IAM Role: IAM Role \(\S+\) cannot be assumed\. operation error STS: AssumeRole.*AccessDenied.* Nothing was changed\. What is wrong with them, and what to do, is said by: trellis preflight network-private$/,
      ),
    ]);
  });

  test("a deploy role that leads into another account: stopped by the preflight, and by the provider without one", async () => {
    const elsewhere = withDeployRole(scene.platform, appRole);
    await expect(deployAs(elsewhere, true)).rejects.toThrow(
      `${appRole} leads into account 100000000003, but accounts.hub.id is 100000000001`,
    );
    expect(problemsOf(await deployAs(elsewhere, false))).toEqual([
      expect.stringMatching(
        /^network-private: The credentials lead into another account than network-private belongs to \(.*100000000003.*\)\. Nothing was changed\. Check accounts\.\*\.id and accounts\.\*\.deployRole with: trellis preflight network-private$/,
      ),
    ]);
  });
});

/** What a declaration would refuse: the role of one account for another. */
function withDeployRole(platform: Platform, deployRole: string): Platform {
  const accounts = Object.entries(platform.accounts).map(([key, account]) => [
    key,
    key === "hub" ? { ...account, deployRole } : account,
  ]);
  return { ...platform, accounts: Object.fromEntries(accounts) };
}
