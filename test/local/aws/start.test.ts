import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MotoError, startMoto } from "../../../local/aws/moto/server";
import { PortInUseError, startLocalAws } from "../../../local/aws/start";
import { temporaryFolder } from "../../support/temporary-folder";

test("the environment points every client at one endpoint", async () => {
  const aws = await startLocalAws({ moto: false, region: "eu-west-1" });
  expect(aws.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(aws.environment).toMatchObject({ AWS_ENDPOINT_URL: aws.url, AWS_REGION: "eu-west-1" });
  await aws.stop();
  await expect(fetch(aws.url)).rejects.toThrow();
});

test("a port that is taken is named", async () => {
  const first = await startLocalAws({ moto: false });
  const port = Number(new URL(first.url).port);
  await expect(startLocalAws({ moto: false, port })).rejects.toThrow(PortInUseError);
  await expect(startLocalAws({ moto: false, port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
  await first.stop();
});

test("without moto_server the message says how to get it", async () => {
  const start = startLocalAws({ moto: { command: "no-such-moto-server" } });
  await expect(start).rejects.toThrow(MotoError);
  await expect(startLocalAws({ moto: { command: "no-such-moto-server" } })).rejects.toThrow(
    'pip install "moto[server]"',
  );
});

test("a moto_server that fails is quoted", async () => {
  await expect(startLocalAws({ moto: { command: "/bin/false" } })).rejects.toThrow("moto_server did not start");
});

test("moto_server takes a port of its own choice: nobody else can have it", async () => {
  const command = join(temporaryFolder("moto"), "moto");
  writeFileSync(
    command,
    `#!${process.execPath}
    const server = require("node:http").createServer((request, answer) => answer.end());
    server.listen(Number(process.argv.at(-1)), "127.0.0.1", () =>
      console.error(" * Running on http://127.0.0.1:" + server.address().port));`,
    { mode: 0o755 },
  );
  const servers = await Promise.all([startMoto(command), startMoto(command)]);
  await Promise.all(servers.map((server) => server.stop()));
  expect(new Set(servers.map(({ port }) => port)).size).toBe(2);
});

test("an unsigned request and one for a service of moto are told so", async () => {
  const aws = await startLocalAws({ moto: false });
  const unsigned = await fetch(aws.url);
  expect(unsigned.status).toBe(403);
  expect(await unsigned.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  const authorization = `AWS4-HMAC-SHA256 Credential=${aws.environment.AWS_ACCESS_KEY_ID}/20260101/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=0`;
  const logs = await fetch(aws.url, { method: "POST", headers: { authorization } });
  expect(logs.headers.get("x-amzn-errortype")).toBe("NotServedLocally");
  await aws.stop();
});
