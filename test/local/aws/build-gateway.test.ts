import { buildGateway } from "../../../local/aws/build-gateway";
import { xmlResponse } from "../../../local/aws/http/response";
import type { Forward } from "../../../local/aws/moto/forward";
import { motoRequest } from "../../../local/aws/moto/neighbours";

const account = "111111111111";
const caller = { account, arn: "arn", userId: "id" };

/** What the gateway's service answers where moto answers this to everything. */
async function send(body: string, ...request: Parameters<typeof motoRequest>) {
  const moto: Forward = async () => xmlResponse(200, body);
  const { gateway } = buildGateway({ accounts: { [account]: {} } }, moto);
  return gateway.services[request[0]]?.handle(motoRequest(...request), caller);
}

test("EC2 keeps a VPC that has a group in it", async () => {
  const group = "<item><groupId>sg-1</groupId><groupDescription>of a stack</groupDescription></item>";
  await expect(send(group, "ec2", "us-east-1", "POST", "/", "", "Action=DeleteVpc&VpcId=vpc-1")).rejects.toMatchObject({
    code: "DependencyViolation",
  });
});

test.each(["/2013-04-01/hostedzone", "/2013-04-01/hostedzonesbyvpc"])(
  "Route 53 has ids of hosted zones that begin with Z: %s",
  async (path) => {
    const id = "Q1RWWTK7Y8UDDQABCDEFGH";
    const zone = path.endsWith("zone")
      ? `<Id>/hostedzone/${id}</Id>`
      : `<HostedZoneSummary><HostedZoneId>${id}</HostedZoneId></HostedZoneSummary>`;
    expect(String((await send(zone, "route53", "us-east-1", "GET", path))?.body)).toContain(
      `>${path.endsWith("zone") ? "/hostedzone/" : ""}Z${id}<`,
    );
  },
);
