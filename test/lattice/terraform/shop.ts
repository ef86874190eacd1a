import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { accessRows } from "../../../lattice/access/rows";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { type ReadOptions, readEstate } from "../../../lattice/terraform/read-estate";

type Block = Record<string, unknown>;
/** Terraform's JSON syntax: blocks by type and name. */
export type Blocks = Record<string, Record<string, Block>>;
/** A stack in Terraform's JSON syntax. */
export type Stack = { resource: Blocks; data?: Blocks } & Record<string, unknown>;

/** An expression in Terraform's JSON syntax. */
export const ref = (text: string) => `\${${text}}`;
/** A policy document as text. */
export const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
/** A statement that lets everybody through. */
export const EVERYBODY = { Effect: "Allow", Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" };
/** The provider of an account. */
export const provider = (account: string) => ({
  provider: { aws: [{ region: "us-east-1", allowed_account_ids: [account] }] },
});
/** A value that nobody knows before apply. */
export const PARAMETER = ref("data.aws_ssm_parameter.p.value");

const invoke = { Effect: "Allow", Action: "vpc-lattice-svcs:Invoke", Resource: "*" };

/** One account with a service, a network, a VPC and a role that may call. */
export function shop(change: (resource: Blocks, stack: Stack) => unknown = () => undefined): Stack {
  const target = ref("aws_vpclattice_target_group.t.id");
  const resource: Blocks = {
    aws_vpclattice_service_network: { n: { name: "net", auth_type: "AWS_IAM" } },
    aws_vpclattice_service: { s: { name: "shop", auth_type: "AWS_IAM" } },
    aws_vpclattice_auth_policy: {
      n: { resource_identifier: ref("aws_vpclattice_service_network.n.arn"), policy: document(EVERYBODY) },
      s: { resource_identifier: ref("aws_vpclattice_service.s.arn"), policy: document(EVERYBODY) },
    },
    aws_vpclattice_listener: {
      l: {
        name: "https",
        protocol: "HTTPS",
        service_identifier: ref("aws_vpclattice_service.s.id"),
        default_action: { forward: { target_groups: [{ target_group_identifier: target }] } },
      },
    },
    aws_vpclattice_target_group: { t: { name: "tg", type: "LAMBDA" } },
    aws_vpclattice_service_network_service_association: {
      a: {
        service_identifier: ref("aws_vpclattice_service.s.id"),
        service_network_identifier: ref("aws_vpclattice_service_network.n.id"),
      },
    },
    aws_vpclattice_service_network_vpc_association: {
      v: {
        vpc_identifier: ref("aws_vpc.v.id"),
        service_network_identifier: ref("aws_vpclattice_service_network.n.id"),
      },
    },
    aws_vpc: { v: { cidr_block: "10.0.0.0/16" } },
    aws_iam_role: { app: { name: "app", assume_role_policy: "{}" } },
    aws_iam_role_policy: { app: { name: "p", role: ref("aws_iam_role.app.name"), policy: document(invoke) } },
  };
  const stack: Stack = { ...provider("111111111111"), resource, data: { aws_ssm_parameter: { p: { name: "/x" } } } };
  change(resource, stack);
  return stack;
}

/** Changes one block. */
export function set(resource: Blocks, type: string, name: string, values: Block): void {
  resource[type] = { ...resource[type], [name]: { ...resource[type]?.[name], ...values } };
}

/** What a caller gets from the service over all requests: `allow`, `unknown`, both, or `deny` alone. */
export type Outcome = "allow" | "unknown" | "allow and unknown" | "deny";

/** What was read, and what the caller gets. */
export interface Asked {
  readonly outcome: (caller?: string) => Outcome;
  readonly read: ReturnType<typeof readEstate>;
}

/** Reads stacks in Terraform's JSON syntax. */
export function ask(stacks: Readonly<Record<string, object>>, options: ReadOptions = {}): Asked {
  return inApp(stacks, (folder) => answers(readEstate([folder], options)));
}

/** Writes stacks as `cdktf synth` does, for as long as something runs. */
export function inApp<T>(stacks: Readonly<Record<string, object>>, run: (folder: string) => T): T {
  const manifest = Object.keys(stacks).map((id) => [id, { synthesizedStackPath: `stacks/${id}/cdk.tf.json` }]);
  const all = {
    "manifest.json": JSON.stringify({ version: "0.21.0", stacks: Object.fromEntries(manifest) }),
    ...Object.fromEntries(
      Object.entries(stacks).map(([id, stack]) => [`stacks/${id}/cdk.tf.json`, JSON.stringify(stack)]),
    ),
  };
  return inFolder(all, run);
}

/** Reads one file, such as a state or a plan. */
export function askFile(content: object, options: ReadOptions = {}): Asked {
  return inFolder({ "in.json": JSON.stringify(content) }, (folder) =>
    answers(readEstate([join(folder, "in.json")], options)),
  );
}

function inFolder<T>(files: Readonly<Record<string, string>>, run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "trellis-shop-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answers(read: ReturnType<typeof readEstate>): Asked {
  const index = indexEstate(read.estate);
  const { rows } = accessRows(index, subjectsOf([index]));
  const outcome = (caller = "app"): Outcome => {
    const own = rows.filter(({ subject }) => subject.label === caller || subject.label.endsWith(`role/${caller}`));
    const effects = new Set(own.map(({ effect }) => effect));
    if (effects.size === 2) return "allow and unknown";
    return [...effects][0] ?? "deny";
  };
  return { outcome, read };
}
