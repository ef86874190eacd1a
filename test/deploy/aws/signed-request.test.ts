import { globalAgent } from "node:http";
import { sendSigned } from "../../../deploy/aws/signed-request";
import { serve, type TestServer } from "../../functions/runtime/client/servers";

let aws: TestServer;
afterEach(() => aws.close());

const ask = () =>
  sendSigned({
    service: "vpc-lattice",
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
    endpoint: new URL(aws.url),
    method: "GET",
    path: "/services",
  });

test("a kept connection that AWS has closed meanwhile costs no answer", async () => {
  aws = await serve((_request, response, count) => {
    if (count === 2) response.destroy();
    else response.end(String(count));
  });
  expect((await ask()).body.toString()).toBe("1");
  while (Object.keys(globalAgent.freeSockets).length === 0) await new Promise(setImmediate);
  expect((await ask()).body.toString()).toBe("3");
});

test("a connection that breaks when it is new is an error", async () => {
  aws = await serve((_request, response) => response.destroy());
  await expect(ask()).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(aws.received).toHaveLength(1);
});
