import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap } from "../../deploy/bootstrap/bootstrap";
import { preflight } from "../../deploy/preflight/preflight";
import { layoutOf } from "../../stacks/layout";
import { smallest } from "../support/smallest-estate";
import { describeOnLocalAws } from "../support/terraform";
import { problemsOf, type Scene, startScene } from "./faults/scene";

const declared = smallest({
  accounts: { hub: { id: "100000000001" } },
  networks: { private: { account: "hub", share: { organization: true }, accessLogs: false } },
  consumers: {},
  deployers: {
    principals: ["arn:aws:iam::100000000009:user/local"],
    github: { repository: "acme/platform", subjects: ["environment:production"] },
  },
});
const role = "arn:aws:iam::100000000001:role/trellis-deploy";

/** What GitHub Actions hands to a workflow. */
function token(sub: string): string {
  const claims = {
    iss: "https://token.actions.githubusercontent.com",
    aud: "sts.amazonaws.com",
    sub,
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.c2lnbmF0dXJl`;
}

describeOnLocalAws("a workflow of GitHub Actions", () => {
  const before = { ...process.env };
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(declared, { moto: {} });
    const made = await bootstrap(scene.platform, "hub", { environment: scene.environment });
    expect(problemsOf(made)).toEqual([]);
  });
  afterAll(async () => {
    process.env = before;
    await scene?.stop();
  });

  /** The environment of a job that has a token and no keys; the SDK's chain of credentials reads the process's own. */
  function job(sub: string): NodeJS.ProcessEnv {
    const file = join(scene.folder, "token");
    writeFileSync(file, token(sub));
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...environment } = scene.environment;
    const session = { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: role, AWS_ROLE_SESSION_NAME: "workflow" };
    process.env = { ...environment, ...session, AWS_ENDPOINT_URL_STS: environment.AWS_ENDPOINT_URL };
    return process.env;
  }

  test("of another repository gets no further than AWS STS", async () => {
    const environment = job("repo:evil/platform:environment:production");
    const { ok, problems } = await preflight(scene.platform, layoutOf(scene.platform), { environment });
    expect(ok).toBe(false);
    expect(problems).toEqual([
      { kind: "denied", message: expect.stringContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity") },
    ]);
  });

  test("deploys and destroys as the role that bootstrap made", async () => {
    const environment = job("repo:acme/platform:environment:production");
    const found = await preflight(scene.platform, layoutOf(scene.platform), { environment });
    expect([found.ok, found.identity?.arn]).toEqual([
      true,
      "arn:aws:sts::100000000001:assumed-role/trellis-deploy/workflow",
    ]);
    expect(problemsOf(await scene.deploy({ environment }))).toEqual([]);
    expect(scene.inStates()).toContain("network-private aws_vpclattice_service_network.network_private");
    expect(problemsOf(await scene.destroy({ environment }))).toEqual([]);
  });
});
