import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terraformEnvironment } from "../../../deploy/terraform/environment";
import { refuseMisleading } from "../../../deploy/terraform/misleading";
import { findTerraform } from "../../../deploy/terraform/tool";
import { versionedCommand } from "../../support/fake-terraform";

const back = process.cwd();
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "trellis-environment-")));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(back);
  rmSync(folder, { recursive: true, force: true });
});

test("another workspace has none of the states: refused before anything is run", async () => {
  const environment = { TF_WORKSPACE: "staging", TERRAFORM_BINARY_NAME: versionedCommand("Terraform v1.11.4") };
  await expect(findTerraform(environment)).rejects.toThrow(
    "TF_WORKSPACE is staging, where Terraform finds none of the states: they are in the workspace default, one per stack. Unset TF_WORKSPACE. Nothing was changed.",
  );
});

test.each([undefined, "", "default"])("the workspace %j is the one that was meant", (workspace) => {
  const environment = workspace === undefined ? {} : { TF_WORKSPACE: workspace };
  expect(() => refuseMisleading(environment)).not.toThrow();
  expect(terraformEnvironment(environment).TF_WORKSPACE).toBe("default");
});

test.each([
  ["TF_CLI_ARGS", "-destroy", "-destroy"],
  ["TF_CLI_ARGS_plan", "-parallelism=5 -target=aws_x.y", "-target=aws_x.y"],
  ["TF_CLI_ARGS_plan", '"-var=a=b c"', '"-var=a=b c"'],
  ["TF_CLI_ARGS_apply", "-lock=false", "-lock=false"],
  ["TF_CLI_ARGS_apply", "other.plan", "other.plan"],
  ["TF_CLI_ARGS_apply", "-parallelism=5 other.plan", "other.plan"],
  ["TF_CLI_ARGS_init", "-plugin-dir=/m --reconfigure", "--reconfigure"],
  ["TF_CLI_ARGS_version", "-json", "-json"],
])("%s=%s is refused", (name, value, refused) => {
  expect(() => refuseMisleading({ [name]: value })).toThrow(
    `${name} has ${refused}, with which Terraform may do something else than is shown. Allowed there are -compact-warnings, -get, `,
  );
});

test.each([
  ["TF_CLI_ARGS_init", "-plugin-dir=/m -upgrade"],
  ["TF_CLI_ARGS_init", `-plugin-dir "/my mirror" -lockfile='readonly'`],
  ["TF_CLI_ARGS_apply", "-parallelism=20 -lock-timeout=2m"],
  ["TF_CLI_ARGS_fmt", "-recursive"],
  ["TF_VAR_name", "-destroy"],
])("%s=%s is passed on", (name, value) => {
  expect(() => refuseMisleading({ [name]: value })).not.toThrow();
  expect(terraformEnvironment({ [name]: value })[name]).toBe(value);
});

test("what belongs to a stack's folder stays in it", () => {
  expect(terraformEnvironment({ TF_DATA_DIR: "/data", PATH: "/bin" })).toEqual(
    expect.not.objectContaining({ TF_DATA_DIR: expect.anything() }),
  );
});

test("paths are meant from where the command was started", () => {
  const given = { TF_CLI_CONFIG_FILE: "terraformrc", TF_PLUGIN_CACHE_DIR: "./cache" };
  expect(terraformEnvironment(given)).toMatchObject({
    TF_CLI_CONFIG_FILE: join(folder, "terraformrc"),
    TF_PLUGIN_CACHE_DIR: join(folder, "cache"),
  });
});

test("what TF_LOG asks for is kept out of what Terraform prints", () => {
  const trace = join(folder, ".trellis", "logs", "terraform-trace.log");
  expect(terraformEnvironment({}).TF_LOG_PATH).toBeUndefined();
  expect(terraformEnvironment({ TF_LOG: "trace" }).TF_LOG_PATH).toBe(trace);
  expect(existsSync(join(folder, ".trellis", "logs"))).toBe(true);
  expect(terraformEnvironment({ TF_LOG_CORE: "info", TF_LOG_PATH: "t.log" }).TF_LOG_PATH).toBe(join(folder, "t.log"));
});

test("nobody is asked, whatever was said", () => {
  expect(terraformEnvironment({ TF_INPUT: "1", TF_IN_AUTOMATION: "" })).toMatchObject({
    TF_INPUT: "0",
    TF_IN_AUTOMATION: "1",
  });
});
