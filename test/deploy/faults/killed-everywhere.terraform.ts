import { readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lambda, newVpc } from "../../../declaration";
import { markLog } from "../../../deploy/terraform/log-writer";
import type { Fault } from "../../../local/aws/faults";
import { accountOf, query } from "../../../rehearsal/aws-account";
import { type FindableTerraform, findableTerraform, until } from "../../support/commands";
import { smallest } from "../../support/smallest-estate";
import { describeOnLocalAws } from "../../support/terraform";
import { nothing, problemsOf, type Scene, startScene } from "./scene";

const accounts = { hub: { id: "100000000001" }, app: { id: "100000000003" }, shop: { id: "100000000005" } };
const stacks = ["network-private", "producer-app", "consumer-shop"];

const platform = smallest({
  accounts,
  networks: {
    private: { account: "hub", share: { accounts: ["app", "shop"] }, accessLogs: { cloudwatch: {} } },
  },
  services: {
    hello: {
      account: "app",
      network: "private",
      targets: { api: lambda({ entry: "functions/payments/handler.ts" }) },
      routes: [{ priority: 10, match: { path: { prefix: "/hello" } }, forward: "api" }],
      grants: [{ to: "shop.web", methods: ["GET"], paths: ["/hello"] }],
      domain: {
        name: "hello.tiny.internal",
        certificateArn: "arn:aws:acm:eu-central-1:100000000003:certificate/7a1d9c30-52f1-4c8e-9a55-0d6f3a2b1c4e",
      },
    },
  },
  consumers: {
    shop: {
      account: "shop",
      network: "private",
      vpc: newVpc({ cidr: "10.20.0.0/16" }),
      callers: { web: lambda({ entry: "functions/storefront/handler.ts", calls: ["hello"] }) },
    },
  },
});

const [zone, createFunction] = ["POST /2013-04-01/hostedzone", "POST /2015-03-31/functions"];

/** What is on its way when Terraform is killed, one deploy after the other. */
const kills: [stack: string, faults: Fault[]][] = [
  ["network-private", [{ operation: "CreateServiceNetwork" }, { operation: "CreateResourceShare" }]],
  ["producer-app", [{ operation: "CreateService" }, { operation: "CreateTargetGroup" }, { operation: "CreateRole" }]],
  ["producer-app", [{ operation: createFunction }]],
  ["consumer-shop", [{ operation: "CreateVpc" }, { operation: "CreateLogGroup" }]],
  [
    "consumer-shop",
    [
      { operation: "CreateSubnet" },
      { operation: "CreateSecurityGroup", times: 2 },
      { operation: "CreateRouteTable" },
      { operation: zone },
    ],
  ],
  [
    "consumer-shop",
    [{ operation: "CreateServiceNetworkVpcAssociation" }, { operation: "AuthorizeSecurityGroupEgress" }],
  ],
];

describeOnLocalAws("killed wherever it may be", () => {
  let scene: Scene;
  let terraform: FindableTerraform;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    scene = await startScene(platform, { route53: { changesTracked: false } });
    terraform = findableTerraform(scene.folder);
    environment = { ...scene.environment, TERRAFORM_BINARY_NAME: terraform.command };
  });
  afterAll(() => scene?.stop());

  /** Parts of what is looked at: they come and go with it. */
  const inside = /^AWS::(IAM::RolePolicy|Lambda::Permission|Route53::(HostedZoneVPC|RecordSet)) /;
  const astray = async () => {
    const { orphaned, lost } = await scene.astray();
    return { orphaned: orphaned.filter((each) => !inside.test(each)), lost };
  };
  const results = async () => (await scene.deploy({ environment })).outcomes.map(({ result }) => result);

  test.each(kills)("%s at %j", async (stack, faults) => {
    for (const fault of faults) scene.aws.faults.add({ times: 1, ...fault, when: "after", delay: 600_000 });
    const deploying = scene.deploy({ environment, stacks: [stack] });
    try {
      await until("all is on its way", () => scene.aws.faults.waiting === 0);
    } finally {
      terraform.kill();
    }
    expect(problemsOf(await deploying)).toEqual([expect.stringContaining("Terraform was killed")]);
    const next = kills[kills.findIndex(([, these]) => these === faults) + 1]?.[0];
    // Another stack reads its outputs.
    if (next !== stack) expect(problemsOf(await scene.deploy({ environment, stacks: [stack] }))).toEqual([]);
  });

  test("nothing is lost, nothing orphaned, nothing twice", async () => {
    expect(await astray()).toEqual(nothing);
    expect(await results()).toEqual(stacks.map(() => "up-to-date"));
  });

  test("what lets everything out of a new group is taken away, as the provider would have", async () => {
    const send = await accountOf(scene.aws, accounts.shop.id);
    const rules = await send("ec2", "eu-central-1", query("2016-11-15", { Action: "DescribeSecurityGroupRules" }));
    const groups = scene.inStates().filter((each) => each.includes("aws_security_group."));
    expect(groups.length).toBeGreaterThan(1);
    const open = rules.split("<isEgress>true").filter((rule) => /<cidrIpv4>0\.0\.0\.0\/0/.test(rule));
    // The default group of the VPC keeps its own.
    expect(open).toHaveLength(2);
  });

  test("killed before any of it was written into the state", async () => {
    const before = scene.inStates();
    const held = await scene.aws.inventory();
    for (const stack of stacks) forgetState(scene.folder, stack, before);
    const ending = await scene.deploy({ environment });
    expect(problemsOf(ending)).toEqual([]);
    expect(scene.inStates().sort()).toEqual([...before].sort());
    expect(await scene.aws.inventory()).toEqual(held);
    expect(await astray()).toEqual(nothing);
    expect(await results()).toEqual(stacks.map(() => "up-to-date"));
  });

  test("and all of it can be destroyed", async () => {
    expect(problemsOf(await scene.destroy({ environment, retryAfter: [1000, 1000, 1000] }))).toEqual([]);
    expect((await scene.astray()).orphaned).toEqual([]);
  });
});

/** As if Terraform had begun everything and been killed before it wrote its state: one in S3 is written every 20 seconds. */
function forgetState(folder: string, stack: string, inStates: readonly string[]): void {
  rmSync(join(folder, "state", `${stack}.tfstate`));
  const log = realpathSync(join(folder, ".trellis", "logs", `${stack}-apply.log`));
  const last = JSON.parse(readFileSync(log, "utf8").split("\n")[0] ?? "{}");
  const addresses = inStates.filter((each) => each.startsWith(`${stack} `)).map((each) => each.split(" ")[1]);
  const begun = addresses.map((addr) => ({ type: "apply_start", hook: { resource: { addr }, action: "create" } }));
  writeFileSync(log, [last, ...begun].map((line) => JSON.stringify(line)).join("\n"));
  markLog(log, 0);
}
