import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { describeOnLocalAws } from "../../support/terraform";
import { apply, destroy, openWorkspace, type Workspace } from "./terraform";

describeOnLocalAws("state in S3", () => {
  let aws: LocalAws;
  let workspace: Workspace;
  beforeAll(async () => {
    aws = await startLocalAws({ accounts: { "222222222222": {} } });
    await s3(aws, "PUT", "");
    workspace = await openWorkspace(aws, "state");
  });
  afterAll(async () => {
    workspace?.remove();
    await aws?.stop();
  });

  test("the lock holds off a second apply, and is given back", async () => {
    let running = true;
    const first = apply(workspace).finally(() => {
      running = false;
    });
    while (running && (await s3(aws, "HEAD", "/producer-orders.tfstate.tflock")).status !== 200) {
      await sleep(100);
    }
    const second = await workspace.run("apply", "-auto-approve", "-no-color");
    expect(second.exitCode).toBe(1);
    expect(second.output).toContain("Error acquiring the state lock");
    expect(second.output).toContain("PreconditionFailed");

    writeFileSync(join(workspace.folder, "go-on"), "");
    await first;
    await destroy(workspace);
    expect((await s3(aws, "HEAD", "/producer-orders.tfstate.tflock")).status).toBe(404);
  });
});

/** A request to the state bucket. Local AWS reads the signature's scope and does not verify the rest. */
function s3(aws: LocalAws, method: string, key: string): Promise<Response> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${aws.environment.AWS_ACCESS_KEY_ID}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
  return fetch(`${aws.url}/acme-state${key}`, { method, headers: { authorization } });
}
