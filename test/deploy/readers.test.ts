import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s3State } from "../../declaration";
import { destroy } from "../../deploy/destroy";
import { FakeTerraform, versionedCommand } from "../support/fake-terraform";
import { type Listening, listening } from "../support/listening";
import { smallest } from "../support/smallest-estate";

const state = s3State({ bucket: "tiny-states", region: "eu-central-1", account: "hub" });
const principals = ["arn:aws:iam::100000000009:role/platform-admin"];
const holding = JSON.stringify({ version: 4, resources: [{ mode: "managed", type: "a", name: "b" }] });

let root: string;
let s3: Listening;
/** What S3 answers of a stack's state. */
let answers: Readonly<Record<string, readonly [status: number, body: string]>>;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "trellis-readers-"));
  s3 = await listening((request, response) => {
    const stack = /\/tiny\/(.*)\.tfstate$/.exec(request.url ?? "")?.[1] ?? "";
    const [status, body] = answers[stack] ?? [404, ""];
    response.writeHead(status).end(body);
  });
});
afterEach(async () => {
  await s3.stop();
  rmSync(root, { recursive: true, force: true });
});

/** What `destroy network-private` says, with the credentials of a workflow of the network's account. */
async function refusal(deployers?: { principals: string[] }): Promise<string> {
  const terraform = new FakeTerraform(() => ({}));
  const error = await destroy(smallest({ state, ...(deployers ? { deployers } : {}) }), {
    stacks: ["network-private"],
    outdir: join(root, "cdktf.out"),
    preflight: false,
    run: terraform.run,
    environment: {
      ...process.env,
      TERRAFORM_BINARY_NAME: versionedCommand("OpenTofu v1.10.0"),
      AWS_ENDPOINT_URL: s3.url,
      AWS_ACCESS_KEY_ID: "AKIAWORKFLOW",
      AWS_SECRET_ACCESS_KEY: "secret",
    },
  }).then(
    () => "",
    (thrown: Error) => thrown.message,
  );
  expect(terraform.calls).toEqual([]);
  return error;
}

const unseen =
  "consumer-app reads network-private, and whether it is still there cannot be seen: these credentials may not read its state, which belongs to account app (100000000003): S3 answered 403.";

test("a workflow cannot see whether stacks of other accounts are there, and is told who can", async () => {
  answers = { "network-private": [200, holding], "consumer-app": [403, "<Error/>"] };
  expect(await refusal({ principals })).toBe(
    `${unseen}\nNothing was destroyed. A workflow is the deploy role of one account and sees no other account's states: let one of deployers.principals destroy network-private.`,
  );
  expect(await refusal()).toContain("let somebody who may read every account's states destroy network-private.");
});

test("an empty state in the bucket is damaged, whosever it is", async () => {
  answers = { "network-private": [200, holding], "consumer-app": [200, ""] };
  expect(await refusal()).toBe(
    "consumer-app reads network-private, and whether it is still there cannot be seen: the state of consumer-app is damaged, its object in the bucket is empty.\nNothing was destroyed. Put back the last good version of the state of consumer-app (the bucket keeps all versions; a local state has a .backup beside it) and run this again; if nothing of it was ever deployed, remove the state.",
  );
});

test("S3 that fails is no sign that a stack is gone", async () => {
  answers = { "network-private": [200, holding], "consumer-app": [503, ""] };
  expect(await refusal()).toMatch(
    /^consumer-app reads network-private, and its state cannot be read, so that it may be deployed: S3 answered 503\nNothing was destroyed\. Run this again when the state can be read; trellis preflight says what is in the way\.$/,
  );
});
