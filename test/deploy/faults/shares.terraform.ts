import type { Platform } from "../../../declaration";
import { deploy } from "../../../deploy/deploy";
import { smallest, vpcOf } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";
import { sharedWith } from "./shared-with";

const declared = smallest({
  accounts: {
    hub: { id: "100000000001" },
    app: { id: "100000000003" },
    courier: { id: "100000000004", external: true },
  },
  networks: { private: { account: "hub", share: { accounts: ["app", "courier"] }, accessLogs: false } },
  consumers: { app: vpcOf("app", "1"), courier: vpcOf("courier", "2") },
});

describeOnLocalAws("a network that does not reach an account", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(declared);
  });
  afterAll(() => scene?.stop());

  const deployAs = (platform: Platform, stack: string) =>
    deploy(platform, { environment: scene.environment, stacks: [stack] });
  const unreachable = (stack: string) =>
    expect.stringMatching(
      new RegExp(
        `^${stack}: The service network arn:aws:vpc-lattice:eu-central-1:100000000001:servicenetwork/sn-\\w+ is not shared with the account of ${stack}, or the share was not accepted there\\. Deploy the network's stack, so that it is shared as networks\\.\\*\\.share says; an account outside the organization needs accounts\\.\\*\\.external, so that its stack accepts the share\\.$`,
      ),
    );

  test("it was deployed before it was shared with it", async () => {
    expect((await deployAs(sharedWith(scene.platform, ["courier"]), "network-private")).ok).toBe(true);
    expect(problemsOf(await deployAs(scene.platform, "consumer-app"))).toEqual([unreachable("consumer-app")]);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy({ stacks: ["network-private", "consumer-app"] })).ok).toBe(true);
    expect(await scene.astray()).toEqual(nothing);
  });

  test("the account is outside the organization, and nobody accepted the share", async () => {
    expect(problemsOf(await deployAs(inside(scene.platform, "courier"), "consumer-courier"))).toEqual([
      unreachable("consumer-courier"),
    ]);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy()).ok).toBe(true);
    expect(await scene.astray()).toEqual(nothing);
  });

  test("afterwards every stack goes, and nothing is left", async () => {
    expect((await scene.destroy()).ok).toBe(true);
    expect([scene.inStates(), await scene.astray()]).toEqual([[], nothing]);
  });
});

/** The platform with an account that it wrongly takes for one of the organization. */
function inside(platform: Platform, key: string): Platform {
  const accounts = Object.entries(platform.accounts).map(([each, account]) => [
    each,
    each === key ? { ...account, external: false } : account,
  ]);
  return { ...platform, accounts: Object.fromEntries(accounts) };
}
