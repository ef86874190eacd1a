import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { internalError, throttling } from "../../../local/aws/faults";
import { until } from "../../support/commands";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

describeOnLocalAws("a control plane that has a bad day", () => {
  let scene: Scene;
  const start = async () => {
    scene = await startScene(smallest({ consumers: {} }));
  };
  afterEach(() => scene?.stop());

  test("throttling, errors and answers that are lost are sat out: one apply, nothing made twice", async () => {
    await start();
    scene.aws.faults.add(throttling({ service: "vpc-lattice", times: 2 }));
    scene.aws.faults.add(internalError({ service: "vpc-lattice", operation: "CreateServiceNetwork", times: 1 }));
    scene.aws.faults.add(internalError({ operation: "CreateServiceNetwork", when: "after", times: 1 }));
    scene.aws.faults.add(internalError({ service: "ram", times: 1 }));
    expect((await scene.deploy()).outcomes).toMatchObject([{ result: "changed", changes: { add: 5 } }]);
    expect(await scene.astray()).toEqual(nothing);
    expect((await scene.deploy()).outcomes).toMatchObject([{ result: "up-to-date" }]);
  });

  test.each([
    [
      "throttles",
      throttling({ service: "ram" }),
      /^network-private: .*ThrottlingException: Rate exceeded AWS answers fewer requests than were sent, also after the provider's retries\. What is done is in the state: run this again later, with fewer stacks at once \(--concurrency 1\)\.$/,
    ],
    [
      "answers 500",
      internalError({ service: "ram" }),
      /^network-private: .*StatusCode: 500.* AWS failed, also after the provider's retries\. What is done is in the state: run this again later\.$/,
    ],
  ])(
    "one that %s for too long ends the apply with a sentence, and the next one goes on",
    async (_, fault, sentence) => {
      await start();
      scene.aws.faults.add(fault);
      impatient(scene, "network-private");
      expect(problemsOf(await scene.deploy())).toEqual([expect.stringMatching(sentence)]);
      expect(scene.inStates()).toHaveLength(2);
      expect(await scene.astray()).toEqual(nothing);
      scene.aws.faults.clear();
      expect((await scene.deploy()).outcomes).toMatchObject([{ result: "changed", changes: { add: 3 } }]);
      expect(await scene.astray()).toEqual(nothing);
    },
  );

  test("an association that takes minutes is waited for, on deploy and on destroy", async () => {
    // However long the deploy takes, to AWS no more time passes than this.
    let now = Date.now();
    scene = await startScene(smallest(), { clock: () => now });
    scene.aws.behave({ delays: { association: 240_000 } });
    let statuses: readonly string[] = [];
    scene.aws.observe(({ vpcAssociations }) => {
      statuses = [...vpcAssociations.values()].map(({ status }) => status);
    });
    const deploying = scene.deploy();
    await until("the association is on its way", () => statuses.includes("CREATE_IN_PROGRESS"));
    now += 240_000;
    expect((await deploying).ok).toBe(true);
    expect([statuses, await scene.astray()]).toEqual([["ACTIVE"], nothing]);

    const destroying = scene.destroy();
    await until("the association is on its way out", () => statuses.includes("DELETE_IN_PROGRESS"));
    now += 240_000;
    expect((await destroying).ok).toBe(true);
    expect([scene.inStates(), await scene.astray()]).toEqual([[], nothing]);
  });
});

/** The provider tries 25 times, which takes many minutes: here, once more. */
function impatient({ folder }: Scene, stack: string): void {
  const stackFolder = join(folder, "cdktf.out", "stacks", stack);
  mkdirSync(stackFolder, { recursive: true });
  writeFileSync(join(stackFolder, "impatient_override.tf.json"), '{"provider":{"aws":{"max_retries":2}}}');
}
