import { Organization } from "../../../../local/aws/accounts/organization";
import { mended } from "../../../../local/aws/gaps/gap";
import { route53PrivateZone } from "../../../../local/aws/gaps/route53-private-zone";
import { untracked } from "../../../../local/aws/gaps/route53-untracked";
import { route53VpcAssociations } from "../../../../local/aws/gaps/route53-vpc-associations";
import { zoneIds } from "../../../../local/aws/gaps/route53-zone-ids";
import type { SignedRequest } from "../../../../local/aws/http/request";
import { xmlResponse } from "../../../../local/aws/http/response";
import type { Forward } from "../../../../local/aws/moto/forward";
import { motoRequest } from "../../../../local/aws/moto/neighbours";

const [OWNER, CONSUMER] = ["111111111111", "222222222222"];
const ZONE = "/2013-04-01/hostedzone/Z1";
const organization = new Organization({ accounts: { [OWNER]: {}, [CONSUMER]: {} } });

/** A moto in which the zone belongs to the owner, and what it was asked. */
function fakeMoto() {
  const asked: { account: string; request: SignedRequest }[] = [];
  const forward: Forward = async (request, account) => {
    asked.push({ account, request });
    const summary = `<HostedZoneSummary><HostedZoneId>/hostedzone/Z1</HostedZoneId></HostedZoneSummary>`;
    return xmlResponse(account === OWNER ? 200 : 404, account === OWNER ? summary : "");
  };
  return { asked, forward };
}

function send(gap: ReturnType<typeof route53VpcAssociations>, account: string, method: string, path: string, vpc = "") {
  const body = `<Request><VPC><VPCRegion>us-east-1</VPCRegion><VPCId>${vpc}</VPCId></VPC></Request>`;
  return gap(motoRequest("route53", "us-east-1", method, path, "", body), { account, arn: "arn", userId: "id" });
}

test("the owner authorizes, lists and takes back; nobody else does", async () => {
  const gap = route53VpcAssociations(fakeMoto().forward, organization);
  await expect(send(gap, CONSUMER, "POST", `${ZONE}/authorizevpcassociation`, "vpc-1")).rejects.toMatchObject({
    code: "NoSuchHostedZone",
  });
  await send(gap, OWNER, "POST", `${ZONE}/authorizevpcassociation`, "vpc-1");
  expect((await send(gap, OWNER, "GET", `${ZONE}/authorizevpcassociation`))?.body).toContain("<VPCId>vpc-1</VPCId>");
  await send(gap, OWNER, "POST", `${ZONE}/deauthorizevpcassociation`, "vpc-1");
  expect((await send(gap, OWNER, "GET", `${ZONE}/authorizevpcassociation`))?.body).toContain("<VPCs></VPCs>");
  await expect(send(gap, OWNER, "POST", `${ZONE}/deauthorizevpcassociation`, "vpc-1")).rejects.toMatchObject({
    code: "VPCAssociationAuthorizationNotFound",
  });
});

test("another account associates what was authorized, in the owner's name", async () => {
  const { forward, asked } = fakeMoto();
  const gap = route53VpcAssociations(forward, organization);
  await expect(send(gap, CONSUMER, "POST", `${ZONE}/associatevpc`, "vpc-1")).rejects.toMatchObject({
    code: "NotAuthorizedException",
  });
  await send(gap, OWNER, "POST", `${ZONE}/authorizevpcassociation`, "vpc-1");
  expect((await send(gap, CONSUMER, "POST", `${ZONE}/associatevpc`, "vpc-1"))?.status).toBe(200);
  expect(asked.at(-1)).toMatchObject({ account: OWNER, request: { path: `${ZONE}/associatevpc` } });
});

test("a VPC's zones are those of all accounts, with bare ids", async () => {
  const gap = route53VpcAssociations(fakeMoto().forward, organization);
  const body = (await send(gap, CONSUMER, "GET", "/2013-04-01/hostedzonesbyvpc"))?.body;
  expect(body).toContain("<HostedZoneId>Z1</HostedZoneId>");
});

test("a zone with a VPC is marked private, any other is left alone", async () => {
  const { forward, asked } = fakeMoto();
  const gap = route53PrivateZone(forward);
  const create = (body: string) =>
    gap(motoRequest("route53", "us-east-1", "POST", "/2013-04-01/hostedzone", "", body), {
      account: OWNER,
      arn: "arn",
      userId: "id",
    });
  await create(
    "<R><Name>a</Name><HostedZoneConfig><Comment>c</Comment></HostedZoneConfig><VPC><VPCId>vpc-1</VPCId></VPC></R>",
  );
  expect(asked.at(-1)?.request.body.toString()).toContain(
    "<Comment>c</Comment><PrivateZone>true</PrivateZone></HostedZoneConfig>",
  );
  await create("<R><Name>a</Name><VPC><VPCId>vpc-1</VPCId></VPC></R>");
  expect(asked.at(-1)?.request.body.toString()).toContain(
    "<HostedZoneConfig><PrivateZone>true</PrivateZone></HostedZoneConfig><Name>",
  );
  expect(await create("<R><Name>a</Name></R>")).toBeUndefined();
});

test("a change that is not to be tracked is answered without what it could be tracked by, and otherwise as ever", async () => {
  const info = "<ChangeInfo>\n<Id>/change/C1</Id><Status>INSYNC</Status></ChangeInfo>";
  const forward: Forward = async () =>
    xmlResponse(201, `<Response><HostedZone>Z1</HostedZone>${info}<More/></Response>`);
  const service = untracked(mended(), forward);
  const request = motoRequest("route53", "us-east-1", "POST", "/2013-04-01/hostedzone");
  const answer = await service.handle(request, { account: OWNER, arn: "arn", userId: "id" });
  expect(answer?.status).toBe(201);
  expect(answer?.body.toString()).toBe("<Response><HostedZone>Z1</HostedZone><More/></Response>");
});

describe("ids of hosted zones begin with Z", () => {
  const motosId = "Q1RWWTK7Y8UDDQABCDEFGH";
  const alias = "<AliasTarget><HostedZoneId>Z1RWWTK7Y8UDDQABCDEFGH</HostedZoneId></AliasTarget>";

  /** A moto that answers every request with the same. */
  const answering = (body: string, asked: string[]): Forward => {
    return async ({ path }) => {
      asked.push(path);
      return {
        ...xmlResponse(201, body),
        headers: { location: `https://route53.amazonaws.com/2013-04-01/hostedzone/${motosId}` },
      };
    };
  };
  const ask = (body: string, path: string, asked: string[] = []) =>
    zoneIds(answering(body, asked))(motoRequest("route53", "us-east-1", "GET", path), OWNER);

  test("in what moto answers", async () => {
    const made = await ask(`<Id>/hostedzone/${motosId}</Id>`, "/2013-04-01/hostedzone");
    expect([made.body, made.headers.location]).toEqual([
      `<Id>/hostedzone/Z${motosId}</Id>`,
      `https://route53.amazonaws.com/2013-04-01/hostedzone/Z${motosId}`,
    ]);
    const summary = (id: string) => `<HostedZoneSummary>\n<HostedZoneId>${id}</HostedZoneId></HostedZoneSummary>`;
    expect((await ask(summary(motosId), "/")).body).toBe(summary(`Z${motosId}`));
    expect((await ask(alias, "/")).body).toBe(alias);
  });

  test.each([
    ["/2013-04-01/hostedzone/Z", "/rrset/"],
    ["/2013-04-01/tags/hostedzone/Z", ""],
  ])("moto is asked for its own: %s…%s", async (before, after) => {
    const asked: string[] = [];
    await ask("", `${before}${motosId}${after}`, asked);
    expect(asked).toEqual([`${before.slice(0, -1)}${motosId}${after}`]);
    await ask("", "/2013-04-01/hostedzone/Z1", asked);
    expect(asked.at(-1)).toBe("/2013-04-01/hostedzone/Z1");
  });
});
