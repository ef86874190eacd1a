import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { CreateServiceNetworkCommand, ListServiceNetworksCommand, VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import platform from "../../example";
import { startLocalAws } from "../../local/aws/start";
import { type Running, trellis, until } from "../support/commands";

let folder: string;
let running: Running | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trellis-local-aws-"));
});
afterEach(() => {
  running?.process.kill("SIGKILL");
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function localAws(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Running {
  running = trellis(["local-aws", ...args], { folder, environment });
  return running;
}

test("prints what to export, serves AWS's own client, and ends when it is told to", async () => {
  const { process: child, output, ended } = localAws(["--no-moto", "--accounts", "111111111111"]);
  await until("it is ready", () => output().includes("press Ctrl-C"), 100);
  const lines = output().match(/^export \w+=\S+$/gm) ?? [];
  const environment = Object.fromEntries(lines.map((line) => line.replace("export ", "").split("=")));
  expect(Object.keys(environment).sort()).toEqual([
    "AWS_ACCESS_KEY_ID",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_ENDPOINT_URL",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
  ]);
  const client = new VPCLatticeClient(settings(environment));
  const { arn } = await client.send(new CreateServiceNetworkCommand({ name: "internal" }));
  expect(arn).toContain(":111111111111:servicenetwork/");
  expect((await client.send(new ListServiceNetworksCommand())).items).toHaveLength(1);

  child.kill("SIGTERM");
  expect((await ended).code).toBe(0);
  await expect(fetch(environment.AWS_ENDPOINT_URL ?? "")).rejects.toThrow();
});

test("has the accounts of platform.ts, with the external ids that they ask for; --json is one line", async () => {
  running = trellis(["local-aws", "--no-moto", "--json"], { folder, platform, environment: process.env });
  const { process: child, output, ended } = running;
  await until("it is ready", () => output().includes("\n"), 100);
  const { environment } = JSON.parse(output());
  const sts = new STSClient(settings(environment));
  const role = { RoleArn: "arn:aws:iam::333333333333:role/payments-deploy", RoleSessionName: "test" };
  await expect(sts.send(new AssumeRoleCommand(role))).rejects.toThrow("not authorized");
  await expect(sts.send(new AssumeRoleCommand({ ...role, ExternalId: "acme-payments" }))).resolves.toBeDefined();
  child.kill("SIGINT");
  expect((await ended).code).toBe(0);
});

test("a port in use is a sentence", async () => {
  const other = await startLocalAws({ moto: false });
  const { port } = new URL(other.url);
  const { code, output } = await localAws(["--no-moto", "--accounts", "111111111111", "--port", port]).ended;
  expect([code, output]).toEqual([1, `Port ${port} of 127.0.0.1 is in use. Choose another, or 0 for any free one.\n`]);
  await other.stop();
});

test("without moto_server it says what to install", async () => {
  const { code, output } = await localAws(["--accounts", "111111111111"], { ...process.env, PATH: folder }).ended;
  expect(code).toBe(1);
  expect(output).toMatch(
    /^moto_server is not on the PATH\. Install it with: pip install "moto\[server\]"\. .*--no-moto.*\n$/,
  );
});

test.each([
  [["--port", "65536"], "A port is a number from 0 (any free one) to 65535."],
  [["--accounts", "1234"], "The id of an account has 12 digits."],
])("%j is refused", async (args, sentence) => {
  const { code, output } = await localAws(args).ended;
  expect(code).toBe(1);
  expect(output).toContain(sentence);
});

test("without a platform and without accounts there is nothing to serve", async () => {
  const { code, output } = await localAws(["--no-moto"]).ended;
  expect([code, output]).toEqual([1, expect.stringMatching(/^There is no platform\.ts in .*\n$/)]);
});

function settings(environment: Readonly<Record<string, string>>) {
  return {
    endpoint: environment.AWS_ENDPOINT_URL ?? "",
    region: environment.AWS_REGION ?? "",
    maxAttempts: 1,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? "",
    },
  };
}
