import { deploy } from "../../deploy/deploy";
import { smallest } from "../support/smallest-estate";
import { describeOnLocalAws } from "../support/terraform";
import { problemsOf, type Scene, startScene } from "./faults/scene";

/** A service that answers by itself, with a name of its own or without. */
const estate = (domain?: string) =>
  smallest({
    alarms: false,
    consumers: {},
    services: {
      hello: {
        account: "app",
        network: "private",
        targets: {},
        listeners: [{ protocol: "HTTPS" }, { protocol: "HTTP" }],
        routes: [{ priority: 10, match: { path: { prefix: "/old" } }, fixedResponse: 404 }],
        defaultAction: { fixedResponse: 500 },
        grants: [],
        ...(domain === undefined
          ? {}
          : {
              domain: {
                name: domain,
                certificateArn:
                  "arn:aws:acm:eu-central-1:100000000003:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e",
              },
            }),
      },
    },
  });

describeOnLocalAws("a service whose name in DNS changes", () => {
  let scene: Scene;
  afterEach(() => scene?.stop());

  test("is replaced with everything in it in one deploy, whether the name is added or taken away", async () => {
    scene = await startScene(estate());
    const { environment } = scene;
    expect((await scene.deploy()).ok).toBe(true);
    for (const domain of ["hello.acme.internal", undefined]) {
      const ending = await deploy(estate(domain), { environment });
      expect(problemsOf(ending)).toEqual([]);
      expect(ending.outcomes).toMatchObject([{ result: "up-to-date" }, { result: "changed" }]);
      expect(await scene.astray()).toEqual({ orphaned: [], lost: [] });
      const again = await deploy(estate(domain), { environment });
      expect(again.outcomes.map(({ result }) => result)).toEqual(["up-to-date", "up-to-date"]);
    }
  });
});
