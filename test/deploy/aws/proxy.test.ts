import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import tls from "node:tls";
import { Clock } from "../../../deploy/aws/clock";
import { proxyAgent } from "../../../deploy/aws/proxy";
import { s3Request } from "../../../deploy/aws/s3-request";
import { Sessions } from "../../../deploy/aws/sessions";
import { checkBucket } from "../../../deploy/preflight/bucket";
import { checkCaller } from "../../../deploy/preflight/caller";
import { serve, type TestServer } from "../../functions/runtime/client/servers";

const keys = { AWS_ACCESS_KEY_ID: "AKIACALLER", AWS_SECRET_ACCESS_KEY: "secret" };
const credentials = { accessKeyId: "AKIACALLER", secretAccessKey: "secret" };
const region = "eu-central-1";
const identity =
  "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::999999999999:user/a</Arn><UserId>i</UserId><Account>999999999999</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";

let aws: TestServer;
let proxy: Server;
let asked: string[];
let refuses: boolean;
beforeEach(async () => {
  // The certificate of the stand-in for AWS is for localhost.
  const { connect: connectTls } = tls;
  jest
    .spyOn(tls, "connect")
    .mockImplementation(((options: tls.ConnectionOptions) =>
      connectTls({ ...options, rejectUnauthorized: false })) as typeof tls.connect);
  [asked, refuses] = [[], false];
  aws = await serve((_, response) => response.end(identity), { secure: true });
  proxy = createServer();
  proxy.on("connect", ({ url, headers }, client) => {
    asked.push(`${url} ${headers["proxy-authorization"] ?? ""}`.trim());
    if (refuses) return client.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    const up = connect(Number(new URL(aws.url).port), "localhost", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      up.pipe(client).pipe(up);
    });
    return up.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await aws.close();
  proxy.close();
});

const behind = (more: NodeJS.ProcessEnv = {}) => ({
  ...keys,
  HTTPS_PROXY: `http://ada:p%40ss@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  ...more,
});

test("S3 is asked by way of the proxy", async () => {
  const answer = await s3Request({ method: "GET", bucket: "b", region, credentials, environment: behind() });
  expect([answer.status, answer.body.toString()]).toEqual([200, identity]);
  const authorization = Buffer.from("ada:p@ss").toString("base64");
  expect(asked).toEqual([`s3.eu-central-1.amazonaws.com:443 Basic ${authorization}`]);
});

test("so is STS", async () => {
  const sessions = new Sessions(behind(), region, new Clock());
  expect(await sessions.identity()).toMatchObject({ account: "999999999999" });
  sessions.close();
  expect(asked).toEqual([expect.stringMatching(/^sts\.eu-central-1\.amazonaws\.com:443 /)]);
});

test("what NO_PROXY leaves out, and what is on this machine, is asked directly", async () => {
  const environment = behind({ AWS_ENDPOINT_URL: aws.url });
  expect((await s3Request({ method: "GET", bucket: "b", region, credentials, environment })).status).toBe(200);
  const sessions = new Sessions(environment, region, new Clock());
  expect(await sessions.identity()).toMatchObject({ account: "999999999999" });
  sessions.close();
  const unreachable = behind({ AWS_ENDPOINT_URL: "https://aws.invalid", NO_PROXY: ".invalid" });
  await expect(
    s3Request({ method: "GET", bucket: "b", region, credentials, environment: unreachable }),
  ).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  expect(asked).toEqual([]);
});

test("a proxy that refuses is named, and not taken for AWS", async () => {
  refuses = true;
  const environment = behind();
  const problem = await checkBucket({ bucket: "b", region }, { credentials, environment });
  const sessions = new Sessions(environment, region, new Clock());
  const caller = await checkCaller(sessions);
  sessions.close();
  const because = `the proxy 127.0.0.1:${(proxy.address() as AddressInfo).port} does not connect to`;
  for (const [each, host] of [
    [problem, "s3"],
    [caller, "sts"],
  ] as const) {
    expect(each).toMatchObject({ kind: "network" });
    expect(each).toMatchObject({ message: expect.stringContaining(`${because} ${host}.eu-central-1.amazonaws.com`) });
    expect(each).toMatchObject({ message: expect.stringContaining("check the network, the proxy and") });
  }
});

test.each(["ftp://proxy:3128", "http://"])(
  "HTTPS_PROXY=%s is a mistake, in a sentence without the password",
  (value) => {
    expect(() => proxyAgent({ HTTPS_PROXY: value })).toThrow("HTTPS_PROXY is no address of a proxy: set it to");
  },
);

test("nothing is asked by way of a proxy that is not named", () => {
  expect([proxyAgent({}), proxyAgent({ HTTPS_PROXY: "" })]).toEqual([undefined, undefined]);
  expect(proxyAgent({ https_proxy: "proxy:3128" })).toBeDefined();
});
