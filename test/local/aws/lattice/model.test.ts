import * as sdk from "@aws-sdk/client-vpc-lattice";
import { latticeOperations } from "../../../../local/aws/lattice/service";
import { type LocalCloud, startLocalCloud } from "../local-cloud";
import { type Answer, send } from "../model/answer";
import { type Case, Cases } from "../model/cases";
import type { Model } from "../model/model";
import table from "../model/vpc-lattice.json";

const model = table as Model;
const ID = "0123456789abcdef0";
const ARN = "arn:aws:vpc-lattice:us-east-1:111111111111";

/** Values of the shapes whose pattern is not that of a plain text. */
const samples = {
  ServiceNetworkIdentifier: `sn-${ID}`,
  ServiceIdentifier: `svc-${ID}`,
  ListenerIdentifier: `listener-${ID}`,
  RuleIdentifier: `rule-${ID}`,
  TargetGroupIdentifier: `tg-${ID}`,
  ServiceNetworkServiceAssociationIdentifier: `snsa-${ID}`,
  ServiceNetworkVpcAssociationIdentifier: `snva-${ID}`,
  AccessLogSubscriptionIdentifier: `als-${ID}`,
  ResourceIdentifier: `sn-${ID}`,
  ResourceArn: `${ARN}:service/svc-${ID}`,
  Arn: `${ARN}:service/svc-${ID}`,
  VpcId: "vpc-12345678",
  SecurityGroupId: "sg-12345678",
  CertificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/0a-1",
  AccessLogDestinationArn: "arn:aws:s3:::acme-access-logs",
  PathMatchExact: "/orders",
  PathMatchPrefix: "/orders",
  HealthCheckPath: "/health",
  HttpCodeMatcher: "200-299",
  HttpStatusCode: 404,
  AuthPolicyString: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}',
  NextToken: "0",
};

/** Where more is asked than the model says: two status codes, a policy of at most 10 KB, the configuration of a type. */
const STRICTER = /fixedResponse\.statusCode$|^policy|^config\.lambdaEventStructureVersion$|^nextToken$/;
/** The configuration in the samples is not one of a LAMBDA target group. */
const otherType = ({ member, what }: Case) => member === "type" && what === "LAMBDA";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

const ask = (operation: string, { input }: Case) => send(cloud.aws, "vpc-lattice", model, operation, input);

function fieldsOf({ body }: Answer): string[] {
  return ((body.fieldList ?? []) as { name: string }[]).map(({ name }) => name);
}

describe.each(latticeOperations.map(({ name, method, path, status }) => ({ name, method, path, status })))(
  "$name",
  ({ name, method, path }) => {
    const cases = new Cases(model, name, samples);

    test("is where the model has it, with the members that the SDK knows", () => {
      expect(model.operations[name]).toMatchObject({ method, uri: path });
      const shape = model.shapes[model.operations[name]?.input ?? ""];
      const [, , , , members, , required] = (sdk as Readonly<Record<string, unknown>>)[`${name}Request$`] as unknown[];
      expect(Object.keys(shape?.members ?? {}).sort()).toEqual([...(members as string[])].sort());
      expect(shape?.required?.length ?? 0).toBe(required ?? 0);
    });

    test("refuses what the model does not allow, and names the member", async () => {
      const unnoticed: string[] = [];
      for (const each of cases.broken) {
        const answer = await ask(name, each);
        if (answer === undefined) continue;
        const { code, status, body } = answer;
        const named = fieldsOf(answer).some((field) => field === each.member || field.startsWith(`${each.member}.`));
        if (code !== "ValidationException" || status !== 400 || body.reason !== "fieldValidationFailed" || !named) {
          unnoticed.push(`${each.member}, ${each.what}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
        }
      }
      expect(unnoticed).toEqual([]);
    });

    test("takes what the model just allows", async () => {
      const refused: string[] = [];
      for (const each of cases.allowed.filter((one) => !otherType(one))) {
        const answer = await ask(name, each);
        if (answer === undefined) continue;
        if (answer.status >= 500 || fieldsOf(answer).some((field) => !STRICTER.test(field))) {
          refused.push(`${each.member}, ${each.what}: ${JSON.stringify(answer.body)}`);
        }
      }
      expect(refused).toEqual([]);
    });
  },
);
