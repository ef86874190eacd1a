import type { Platform } from "../../declaration";
import { holdingsOf } from "../../deploy/bootstrap/holdings";
import { deploy } from "../../deploy/deploy";
import declared from "../../example";
import { operationOf } from "../../local/aws/faults";
import { deployBoundary } from "../../policies/documents/boundaries";
import { deployStatements } from "../../policies/documents/deploy-rights";
import { packStatements } from "../../policies/documents/pack";
import { deployRoleArn } from "../../stacks/deploy-role";
import { deployScopeOf } from "../../stacks/deploy-scope";
import { layoutOf } from "../../stacks/layout";
import { problemsOf, type Scene, startScene } from "../deploy/faults/scene";
import { describeOnLocalAws } from "../support/terraform";
import { Asking } from "./calls/asked";
import { CallRecorder } from "./calls/recorder";
import { decide } from "./documents/deploy-scope";

/** Rights and boundary of every account's deploy role, by account id. */
function rolesOf(platform: Platform) {
  return new Map(
    Object.values(platform.accounts).map((account) => {
      const own = layoutOf(platform).filter(({ id, account: key }) => key === account.key && stacks.includes(id));
      const regions = [...new Set(own.map(({ region }) => region))];
      const holdings = holdingsOf(
        "cdktf.out",
        own.map(({ id }) => id),
      );
      const scope = deployScopeOf(platform, account, platform.region, { ...holdings, regions });
      const roleArn = deployRoleArn(account, platform.region);
      const rights = packStatements(deployStatements(holdings.types, scope));
      return [account.id, { rights, boundary: deployBoundary({ scope, roleArn, besides: [], stateBuckets: [] }) }];
    }),
  );
}

/** By the names under which services sign. */
const prefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch", ec2: "ec2", iam: "iam", logs: "logs" };

/** Between them every type that is shared, associated, logged, accepted from outside, and answers. */
const stacks = [
  "network-internal",
  "network-partners-eu-west-1",
  "producer-payments",
  "producer-documents-eu-west-1",
  "consumer-courier-eu-west-1",
];

describeOnLocalAws("what the real provider asks for", () => {
  let scene: Scene;
  let recorder: CallRecorder;
  beforeAll(async () => {
    scene = await startScene(declared);
    recorder = await CallRecorder.before(scene.aws.url);
  });
  afterAll(async () => {
    await recorder?.stop();
    await scene?.stop();
  });

  test("deploying, changing and destroying the example, every deploy role may do what it does", async () => {
    const environment = { ...scene.environment, AWS_ENDPOINT_URL: recorder.url };
    const deployed = await scene.deploy({ environment, stacks });
    expect(problemsOf(deployed)).toEqual([]);
    const roles = rolesOf(scene.platform);
    const changed = { ...scene.platform, tags: { ...scene.platform.tags, stage: "rehearsed" } };
    expect(problemsOf(await deployAs(changed, environment))).toEqual([]);
    expect((await scene.destroy({ environment, stacks })).ok).toBe(true);

    const asking = new Asking();
    const asked = recorder.calls.filter(({ status }) => status < 500).flatMap((call) => asking.of(call));
    const refused = asked.flatMap(({ account, action, resource, context }) => {
      const { rights = [], boundary } = roles.get(account) ?? {};
      const held = decide(rights, action, resource, context);
      const limit = decide(boundary ? [boundary] : [], action, resource, context);
      return held === "allow" && limit === "allow"
        ? []
        : [`${account} ${action} on ${resource} with ${JSON.stringify(context)}: ${held}, boundary ${limit}`];
    });
    expect([...new Set(refused)]).toEqual([]);

    const kinds = new Set(asked.map(({ action }) => action));
    expect(kinds.size).toBeGreaterThanOrEqual(47);

    const others = recorder.calls.flatMap(({ account, request }) => {
      const prefix = prefixes[request.scope?.service ?? ""];
      return prefix === undefined ? [] : [`${account} ${prefix}:${operationOf(request)}`];
    });
    const named = new Set(
      [...roles].flatMap(([account, { rights }]) =>
        rights.flatMap(({ Statement }) =>
          Statement.flatMap(({ Action }) => [Action].flat().map((each) => `${account} ${each}`)),
        ),
      ),
    );
    expect([...new Set(others)].filter((each) => !named.has(each))).toEqual([]);
  });

  function deployAs(platform: Platform, environment: NodeJS.ProcessEnv) {
    return deploy(platform, { environment, stacks });
  }
});
