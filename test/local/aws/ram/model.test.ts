import * as sdk from "@aws-sdk/client-ram";
import { ramOperations } from "../../../../local/aws/ram/service";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { send } from "../model/answer";
import { type Case, Cases } from "../model/cases";
import type { Model } from "../model/model";
import table from "../model/ram.json";

const model = table as Model;
const ARN = "arn:aws:ram:us-east-1:111111111111";
const SHARE = `${ARN}:resource-share/7ab63972-b505-7e2a-420d-6f5d3EXAMPLE`;
const RESOURCE = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
const INVITATION = `${ARN}:resource-share-invitation/3b3bc051-fac1-4bb4-8dd9-5d1EXAMPLE`;
const PERMISSION = "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeServiceNetworkReadWrite";
const samples = {
  resourceShareArn: SHARE,
  resourceShareArns: [SHARE],
  resourceShareInvitationArn: INVITATION,
  resourceShareInvitationArns: [INVITATION],
  permissionArn: PERMISSION,
  permissionArns: [PERMISSION],
  resourceArn: RESOURCE,
  resourceArns: [RESOURCE],
  nextToken: "0",
};

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

const ask = (operation: string, input: Case["input"]) => send(cloud.aws, "ram", model, operation, input);
const isArn = (member: string) => /Arns?$/.test(member);

describe.each(ramOperations.map(({ name, method, path }) => ({ name, method, path })))("$name", (place) => {
  const { name, method, path } = place;
  const { input: inputShape = "", errors = [] } = model.operations[name] ?? {};
  const cases = new Cases(model, name, samples);
  const members = Object.keys(model.shapes[inputShape]?.members ?? {});

  test("is where the model has it, with the members that the SDK knows", () => {
    expect(model.operations[name]).toMatchObject({ method, uri: path });
    const [, , , , known, , required] = (sdk as Readonly<Record<string, unknown>>)[`${inputShape}$`] as unknown[];
    expect([...members].sort()).toEqual([...(known as string[])].sort());
    expect(model.shapes[inputShape]?.required?.length ?? 0).toBe(required ?? 0);
  });

  test("refuses what the model does not allow with one of its exceptions, and names the member", async () => {
    const unnoticed: string[] = [];
    for (const { member, what, input } of cases.broken) {
      const answer = await ask(name, input);
      const { code = "", body = {} } = answer ?? {};
      if (!errors.includes(code) || !String(body.message).includes(`${member}: Member must `)) {
        unnoticed.push(`${member}, ${what}: ${JSON.stringify(body)}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  test("takes what the model just allows", async () => {
    for (const { input } of cases.allowed) {
      const answer = await ask(name, input);
      expect(answer?.status).toBeLessThan(500);
      expect(answer?.body.message ?? "").not.toContain("Member must");
    }
  });

  test("a malformed ARN is a MalformedArnException", async () => {
    const [complete] = cases.allowed;
    const accepted: string[] = [];
    for (const member of members.filter(isArn)) {
      for (const arn of ["", "share", SHARE.replace("arn:", ""), "arn:aws:ram"]) {
        const answer = await ask(name, { ...complete?.input, [member]: member.endsWith("s") ? [arn] : arn });
        const said = `${answer?.code}: ${answer?.body.message}`;
        if (!new RegExp(`^MalformedArnException: ${member}(\\.0)?: Member must be the ARN of `).test(said)) {
          accepted.push(`${member} ${arn}: ${said}`);
        }
      }
    }
    expect(accepted).toEqual([]);
  });
});
