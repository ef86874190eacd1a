import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { ListServiceNetworksCommand } from "@aws-sdk/client-vpc-lattice";
import { startLocalAws } from "../../../local/aws/start";
import { startLocalCloud } from "./local-cloud";

test("a session's credentials expire", async () => {
  const cloud = await startLocalCloud();
  await expect(cloud.lattice().send(new ListServiceNetworksCommand())).resolves.toBeDefined();
  cloud.pass(3_600_000);
  await expect(cloud.lattice().send(new ListServiceNetworksCommand())).rejects.toMatchObject({
    name: "ExpiredTokenException",
    $metadata: { httpStatusCode: 403 },
  });
  await cloud.stop();
});

test.each([
  [-600_000, "not yet current"],
  [600_000, "expired"],
])(
  "with AWS's clock %d ms ahead the signature is %s, and the Date header tells by how much",
  async (clockSkew, words) => {
    const aws = await startLocalAws({ moto: false, clockSkew });
    const credentials = { accessKeyId: aws.environment.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: "local" };
    const settings = { endpoint: aws.url, region: "us-east-1", credentials };
    const once = new STSClient({ ...settings, maxAttempts: 1 });
    await expect(once.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      message: expect.stringContaining(`Signature ${words}`),
    });
    const offset = Date.parse((await fetch(`${aws.url}/_trellis/inventory`)).headers.get("date") ?? "") - Date.now();
    expect(Math.abs(offset - clockSkew)).toBeLessThan(60_000);
    await aws.stop();
  },
);
