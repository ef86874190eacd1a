import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Adoption, type AdoptOptions } from "../../../deploy/adopt/adopt";
import { Imports } from "../../../deploy/adopt/imports";
import { OneFirst } from "../../../deploy/terraform/one-first";
import type { RunProcess } from "../../../deploy/terraform/process";
import { StackFolder } from "../../../deploy/terraform/stack-folder";
import { anotherRun } from "../../support/another-run";
import { type AwsReplies, accountId, type Reply, startAwsReplies } from "../../support/aws-replies";
import { failure } from "../../support/fake-terraform";

const tags = { "trellis:stack": "producer-app", "trellis:platform": "tiny" };
const role = "aws_iam_role.a";
const service = "aws_vpclattice_service.a";
const listener = "aws_vpclattice_listener.a";
const policy = "aws_vpclattice_auth_policy.a";

let path: string;
let aws: AwsReplies;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "trellis-adopt-"));
  mkdirSync(join(path, "logs"));
  const provider = { aws: [{ region: "eu-central-1", allowed_account_ids: [accountId] }] };
  writeFileSync(join(path, "cdk.tf.json"), JSON.stringify({ provider }));
});
afterEach(async () => {
  rmSync(path, { recursive: true, force: true });
  await aws.stop();
});

/** What the provider finds behind an id; undefined where there is nothing. */
type World = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A Terraform that plans these three, and imports what is in the world. */
function terraform(world: World): { run: RunProcess; readonly plans: Readonly<Record<string, string>>[] } {
  const plans: Readonly<Record<string, string>>[] = [];
  const run: RunProcess = async (_command, args, { log, onLine }) => {
    const imports = importsNow();
    if (args[0] === "plan") {
      plans.push(imports);
      const absent = Object.entries(imports).filter(([, id]) => world[id] === undefined);
      for (const [address] of absent)
        onLine?.(JSON.stringify(failure("Cannot import non-existent remote object", `an object to "${address}", the`)));
      return absent.length > 0 ? 1 : 0;
    }
    writeFileSync(log, JSON.stringify(planOf(imports, world)));
    return 0;
  };
  return { run, plans };
}

function importsNow(): Record<string, string> {
  const file = join(path, "trellis-adopt.tf.json");
  if (!existsSync(file)) return {};
  const { import: blocks }: { import: { to: string; id: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  return Object.fromEntries(blocks.map(({ to, id }) => [to, id]));
}

/** A listener refers to its service, whose id is known once that is taken in. */
function planOf(imports: Readonly<Record<string, string>>, world: World) {
  const wanted: Readonly<Record<string, object>> = {
    [role]: { name: "tiny-a", tags_all: tags },
    [service]: { name: "hello", tags_all: tags },
    [listener]: { name: "https", tags_all: tags, service_identifier: imports[service] },
    [policy]: { policy: "{}" },
  };
  const references: Readonly<Record<string, string[]>> = {
    [listener]: [`${service}.id`, service],
    [policy]: [`${service}.arn`],
  };
  return {
    resource_changes: Object.entries(wanted).map(([address, after]) => {
      const before = imports[address] === undefined ? null : world[imports[address]];
      const importing = before ? { importing: { id: imports[address] } } : {};
      return { address, change: { actions: [before ? "no-op" : "create"], before, after, ...importing } };
    }),
    configuration: {
      root_module: {
        resources: Object.keys(wanted).map((address) => ({
          address,
          expressions: { a: { references: references[address] ?? [] } },
        })),
      },
    },
  };
}

const arn = `arn:aws:vpc-lattice:eu-central-1:${accountId}:service/svc-1`;
const lattice = (asked: string): Reply => {
  if (asked.includes("/listeners")) return JSON.stringify({ items: [{ id: "listener-1", arn, name: "https" }] });
  return JSON.stringify({ items: [{ id: "svc-1", arn, name: "hello" }] });
};

async function adopt(world: World, options: Partial<AdoptOptions>, reply: (asked: string) => Reply = lattice) {
  aws = await startAwsReplies(reply);
  const { run, plans } = terraform(world);
  const shared = { command: "terraform", run, initialize: new OneFirst(), logs: join(path, "logs") };
  const folder = new StackFolder("producer-app", path, { ...shared, environment: aws.environment });
  const doubtful = [role, service, listener, policy].map((address) => [address, undefined] as const);
  const adoption = new Adoption(folder, { inDoubt: new Map(doubtful), pause: 1, ...options });
  const findings = Object.fromEntries(await adoption.run());
  return { findings, plans, imports: importsNow(), taken: Object.fromEntries(adoption.taken) };
}

const own = { tags_all: tags };

test("what others are made of comes first: their ids are known in the plan after it", async () => {
  const { findings, plans, imports } = await adopt({ "tiny-a": own, "svc-1": own, "svc-1/listener-1": own }, {});
  expect(imports).toEqual({ [role]: "tiny-a", [service]: "svc-1", [listener]: "svc-1/listener-1" });
  expect(plans.map((plan) => Object.keys(plan))).toEqual([[], [role, service], [role, service, listener]]);
  expect(findings).toEqual({
    [role]: { result: "taken", id: "tiny-a", others: [] },
    [service]: { result: "taken", id: arn, others: [] },
    [listener]: { result: "taken", id: arn, others: [] },
    [policy]: { result: "none" },
  });
});

test("what has not the stack's tags is not taken in, nor what would be a part of it", async () => {
  const foreign = { tags_all: { ...tags, "trellis:stack": "producer-other" } };
  const { findings, imports } = await adopt({ "tiny-a": own, "svc-1": foreign, "svc-1/listener-1": own }, {});
  expect(imports).toEqual({ [role]: "tiny-a" });
  expect(findings).toEqual({ [role]: { result: "taken", id: "tiny-a", others: [] }, [service]: { result: "none" } });
});

test("what AWS does not have is found out by the plan, and nothing else suffers", async () => {
  const { findings, imports } = await adopt({ "svc-1": own, "svc-1/listener-1": own }, {});
  expect(imports).toEqual({ [service]: "svc-1", [listener]: "svc-1/listener-1" });
  expect(findings[role]).toEqual({ result: "none" });
});

test("a lookup that is denied leaves one thing out, with the reason", async () => {
  const { findings, imports } = await adopt({ "tiny-a": own }, {}, () => [403, "AccessDeniedException"]);
  expect(imports).toEqual({ [role]: "tiny-a" });
  expect(findings[service]).toEqual({
    result: "unknown",
    why: "vpc-lattice answered 403 AccessDeniedException",
  });
});

test("what AWS is making is waited for; what it could not make is named", async () => {
  let asked = 0;
  const status = () => ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_FAILED"][asked++];
  const { findings, imports } = await adopt({ "tiny-a": own, "svc-1": own }, {}, () =>
    JSON.stringify({ items: [{ id: "svc-1", arn, name: "hello", status: status() }] }),
  );
  expect(asked).toBe(3);
  expect(imports).toEqual({ [role]: "tiny-a" });
  expect(findings[service]).toEqual({ result: "failed", id: arn, status: "CREATE_FAILED" });
});

test("of several the first that is the stack's is taken, and the others are named", async () => {
  const more = (id: string) => ({ id, arn: arn.replace("svc-1", id), name: "hello" });
  const items = [more("svc-1"), more("svc-2"), more("svc-3")];
  const { findings } = await adopt(
    { "svc-1": {}, "svc-2": own, "svc-3": own },
    { inDoubt: new Map([[service, 0]]) },
    () => JSON.stringify({ items }),
  );
  expect(findings).toEqual({ [service]: { result: "taken", id: items[1]?.arn, others: [items[2]?.arn] } });
});

test("with everything in doubt, all that the state lacks is looked for", async () => {
  const options = { inDoubt: new Map(), everything: true };
  const { taken } = await adopt({ "tiny-a": own, "svc-1": own, "svc-1/listener-1": own }, options);
  expect(Object.keys(taken)).toEqual([role, service, listener]);
});

test("what nobody declares any more is named", async () => {
  const { findings } = await adopt({}, { inDoubt: new Map([["aws_vpc.gone", 0]]) });
  expect(findings).toEqual({ "aws_vpc.gone": { result: "undeclared" } });
});

test("another deploy of the stack that is at work keeps its import blocks, one that was killed does not", async () => {
  const file = join(path, "trellis-adopt.tf.json");
  const of = (run: string) => writeFileSync(file, JSON.stringify({ "//": run, import: [{ to: service, id: "x" }] }));
  const other = await anotherRun();
  of(other.id);
  const { findings, imports } = await adopt({ "tiny-a": own }, {});
  expect([findings, imports]).toEqual([{}, { [service]: "x" }]);
  new Imports(path).remove();
  expect(existsSync(file)).toBe(true);
  other.end();
  await other.ended;
  new Imports(path).remove();
  expect(existsSync(file)).toBe(false);
});

test("import blocks of a deploy that was killed are in nobody's way, although its process id is in use again", async () => {
  const file = join(path, "trellis-adopt.tf.json");
  writeFileSync(file, JSON.stringify({ "//": `${process.ppid}-1`, import: [{ to: service, id: "x" }] }));
  new Imports(path).remove();
  expect(existsSync(file)).toBe(false);
  expect((await adopt({ "tiny-a": own }, {})).imports).toEqual({ [role]: "tiny-a" });
});

test("an answer that nobody understands keeps nothing from going on", async () => {
  const { findings, imports } = await adopt({ "tiny-a": own }, { inDoubt: new Map([[service, 0]]) }, () => "<html>");
  expect(imports).toEqual({});
  expect(findings).toMatchObject({ [service]: { result: "unknown" } });
});
