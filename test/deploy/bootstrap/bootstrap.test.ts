import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePlatformFrom, type Platform, s3State } from "../../../declaration";
import { bootstrap } from "../../../deploy/bootstrap/bootstrap";
import { applied, created, FakeTerraform, type Script, versionedCommand } from "../../support/fake-terraform";
import { callerArn, type StartedStsAndS3, type StsAndS3, startStsAndS3 } from "../../support/sts-and-s3";

const platform = definePlatformFrom({
  name: "tiny",
  region: "eu-central-1",
  state: s3State({ bucket: "tiny-{account}", region: "eu-west-1" }),
  deployers: { principals: [callerArn] },
  accounts: { hub: { id: "100000000001" } },
  networks: { private: { account: "hub" } },
  services: {},
  consumers: {},
});

const object = "tiny-100000000001/tiny/bootstrap-hub.tfstate";
const admin = "arn:aws:iam::100000000001:role/OrganizationAccountAccessRole";

let root: string;
let aws: StartedStsAndS3 | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "trellis-bootstrap-"));
});
afterEach(async () => {
  await aws?.stop();
  rmSync(root, { recursive: true, force: true });
});

const stateFile = () => join(root, "state", "bootstrap-hub.tfstate");

/** Terraform with a state: `apply` writes the local file, the second `init` copies it into the bucket. */
function migrating(objects: Set<string>): Script {
  return (_, operation, attempt) => {
    if (operation === "apply") {
      mkdirSync(join(root, "state"), { recursive: true });
      writeFileSync(stateFile(), "{}");
      return { lines: [created("a.b"), applied(1)] };
    }
    if (operation === "init" && attempt === 2) objects.add(object);
    return {};
  };
}

async function run(declared: Platform, script: Script, answers: StsAndS3 = {}) {
  aws = await startStsAndS3(answers);
  const environment = {
    ...process.env,
    ...aws.environment,
    TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4"),
  };
  const terraform = new FakeTerraform(script);
  const outdir = join(root, "cdktf.out");
  const ended = await bootstrap(declared, "hub", { outdir, environment, run: terraform.run });
  const file = join(outdir, "stacks", "bootstrap-hub", "cdk.tf.json");
  return { ended, terraform, synthesized: JSON.parse(readFileSync(file, "utf8")) };
}

test("the state begins as a local file and is moved into the bucket that was made", async () => {
  const objects = new Set<string>();
  const { ended, terraform, synthesized } = await run(platform, migrating(objects), { objects });
  expect(ended).toMatchObject({ ok: true, moved: true, state: `s3://${object}` });
  expect(terraform.calls).toEqual(["init", "apply", "init", "plan"].map((each) => `bootstrap-hub ${each}`));
  expect(synthesized.terraform.backend).toEqual({
    s3: {
      assume_role: { role_arn: admin },
      bucket: "tiny-100000000001",
      encrypt: true,
      key: "tiny/bootstrap-hub.tfstate",
      region: "eu-west-1",
      use_lockfile: true,
    },
  });
  expect(existsSync(stateFile())).toBe(false);
});

test("a state that was moved is used where it is", async () => {
  const { ended, terraform } = await run(platform, () => ({}), { objects: new Set([object]) });
  expect(ended).toMatchObject({ ok: true, moved: false, state: `s3://${object}` });
  expect(terraform.calls).toEqual(["bootstrap-hub init", "bootstrap-hub apply"]);
});

test("a copy that did not arrive keeps the local file, and says so", async () => {
  const script = migrating(new Set());
  await expect(run(platform, script)).rejects.toThrow(
    /^The account is prepared, but its state could not be moved into the bucket and is still in .*bootstrap-hub\.tfstate: The bucket does not have it\. Run this again\.$/,
  );
  expect(existsSync(stateFile())).toBe(true);
});

test("the role gets the rights of what the account's stacks hold", async () => {
  const { synthesized } = await run(platform, () => ({}), { objects: new Set([object]) });
  const { policy } = synthesized.resource.aws_iam_policy["deploy-role_policy-1"];
  expect(policy).toContain("vpc-lattice:CreateServiceNetwork");
  expect(policy).not.toContain("lambda:");
});

test("an administrator's role that may not be assumed", async () => {
  const denied = { errors: { AssumeRole: [403, "AccessDenied", "no"] } } as const;
  await expect(run(platform, () => ({}), denied)).rejects.toThrow(
    `${callerArn} may not assume ${admin}: sign in to account 100000000001 as an administrator, or name a role`,
  );
});

test.each(["nosuch:::", "arn:aws:iam::1:role/admin", "arn:aws:s3:::bucket", ""])(
  "--assume-role %s is not asked for",
  async (assumeRole) => {
    aws = await startStsAndS3();
    const environment = {
      ...process.env,
      ...aws.environment,
      TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4"),
    };
    await expect(bootstrap(platform, "hub", { environment, assumeRole })).rejects.toThrow(
      `--assume-role ${assumeRole} is neither the name of a role nor the ARN of one: say OrganizationAccountAccessRole, or arn:aws:iam::100000000001:role/NAME.`,
    );
    expect(aws.calls).toEqual([]);
  },
);

test("an account that is not declared, and a declaration that trusts nobody", async () => {
  await expect(bootstrap(platform, "hubb")).rejects.toThrow('There is no account hubb; did you mean "hub"?');
  const { deployers: _, ...trustless } = platform;
  await expect(bootstrap(trustless, "hub")).rejects.toThrow("add deployers: { principals:");
});

test("its Terraform stays out of cdktf.out, and its state where it was", async () => {
  const before = process.cwd();
  process.chdir(root);
  try {
    aws = await startStsAndS3();
    const environment = {
      ...process.env,
      ...aws.environment,
      CDKTF_OUTDIR: undefined,
      TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4"),
    };
    const { run: fake } = new FakeTerraform(() => ({ lines: [created("a.b"), applied(1)] }));
    const declared = { ...platform, state: { kind: "local" as const, directory: "terraform/state" } };
    const ended = await bootstrap(declared, "hub", { environment, run: fake });
    expect(ended).toMatchObject({ ok: true, moved: false, state: "terraform/state/bootstrap-hub.tfstate" });
    expect(existsSync("cdktf.out")).toBe(false);
    const folder = join(".trellis", "bootstrap", "stacks", "bootstrap-hub");
    const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
    expect(join(folder, terraform.backend.local.path)).toBe(join("terraform", "state", "bootstrap-hub.tfstate"));
  } finally {
    process.chdir(before);
  }
});

test("a bucket that another account makes has to be there first", async () => {
  const shared = { ...platform, state: s3State({ bucket: "tiny-states", account: "net", region: "eu-west-1" }) };
  const declared = { ...shared, accounts: { ...platform.accounts, net: { ...platform.accounts.hub, key: "net" } } };
  const terraform = new FakeTerraform(() => ({}));
  aws = await startStsAndS3();
  const environment = {
    ...process.env,
    ...aws.environment,
    TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4"),
  };
  const options = { outdir: join(root, "cdktf.out"), environment, run: terraform.run };
  await expect(bootstrap(declared as Platform, "hub", options)).rejects.toThrow(
    "The state bucket tiny-states does not exist in eu-west-1. Bootstrap net first: it makes the bucket: trellis bootstrap net. Nothing was changed.",
  );
  expect(terraform.calls).toEqual([]);
});
