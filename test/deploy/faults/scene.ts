import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { definePlatformFrom, existingVpc, localState, type Platform } from "../../../declaration";
import { deploy } from "../../../deploy/deploy";
import { destroy } from "../../../deploy/destroy";
import type { WorkOptions } from "../../../deploy/options";
import type { Ending } from "../../../deploy/outcome";
import type { LocalAwsOptions } from "../../../local/aws/options";
import { type LocalAws, startLocalAws } from "../../../local/aws/start";
import { localAwsFor } from "../../../rehearsal/local-aws";
import { replaceTexts } from "../../../rehearsal/replace-texts";
import { seed } from "../../../rehearsal/seed";
import { enterWorkplace } from "../../../rehearsal/workplace";

/** A platform deployed by the real Terraform to local AWS, in a folder of its own. */
export interface Scene {
  readonly aws: LocalAws;
  /** The folder of the project, which the process is in until {@link Scene.stop}. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** As declared, with the ids that local AWS gave. */
  readonly platform: Platform;
  /** Deploys unasked. */
  deploy(options?: WorkOptions): Promise<Ending>;
  destroy(options?: WorkOptions): Promise<Ending>;
  /** Resources in the states, as `stack address`. */
  inStates(): string[];
  /** What an account holds and no state knows (`orphaned`), and what a state knows and no account holds (`lost`). */
  astray(): Promise<{ orphaned: string[]; lost: string[] }>;
  stop(): Promise<void>;
}

/**
 * Starts local AWS for a platform, with what the platform takes for granted. Where there are only networks, moto is not
 * needed and not started.
 */
export async function startScene(declared: Platform, options: LocalAwsOptions = {}): Promise<Scene> {
  const { services, consumers } = declared;
  const alone = Object.keys({ ...services, ...consumers }).length === 0 ? { moto: false as const } : {};
  const aws = await startLocalAws({ ...localAwsFor(declared), ...alone, ...options });
  const ids = await seed(declared, aws);
  const platform = replaceTexts(declared, ids);
  const seeds = (await aws.inventory()).map(({ type, id }) => `${type} ${id}`);
  const workplace = enterWorkplace();
  const environment = { ...process.env, ...aws.environment };
  return {
    aws,
    platform,
    environment,
    folder: workplace.folder,
    deploy: (more = {}) => deploy(platform, { environment, ...more }),
    destroy: (more = {}) => destroy(platform, { environment, retryAfter: [], ...more }),
    inStates: () => statesIn(workplace.folder).map(({ stack, address }) => `${stack} ${address}`),
    astray: async () => {
      const held = (await aws.inventory()).map(({ type, id }) => `${type} ${id}`);
      const known = statesIn(workplace.folder).flatMap(({ holding }) => holding ?? []);
      return {
        orphaned: held.filter((each) => !known.includes(each) && !seeds.includes(each)),
        lost: known.filter((each) => !held.includes(each)),
      };
    },
    stop: async () => {
      await aws.stop();
      workplace.remove();
    },
  };
}

/** Nothing that {@link Scene.astray} looks for. */
export const nothing = { orphaned: [], lost: [] };

/** Every problem of an ending, with its stack. */
export function problemsOf({ outcomes }: Ending): string[] {
  return outcomes.flatMap((outcome) =>
    outcome.result === "failed" ? outcome.problems.map((problem) => `${outcome.stack}: ${problem}`) : [],
  );
}

interface InState {
  readonly stack: string;
  readonly address: string;
  /** As the inventory of local AWS names it; undefined for what it does not list. */
  readonly holding: string | undefined;
}

function statesIn(folder: string): InState[] {
  const states = join(folder, "state");
  const files = existsSync(states) ? readdirSync(states).filter((file) => file.endsWith(".tfstate")) : [];
  return files.flatMap((file) => resourcesOf(file.replace(".tfstate", ""), readFileSync(join(states, file), "utf8")));
}

/** The resources of a state. */
export function resourcesOf(stack: string, text: string): InState[] {
  // Terraform locks a local state by opening it: before the first write it is empty.
  const { resources = [] }: { resources?: StateResource[] } = text === "" ? {} : JSON.parse(text);
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes }) => ({
        stack,
        address: `${type}.${name}`,
        holding: types[type] && `${types[type][0]} ${attributes[types[type][1]]}`,
      })),
    );
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

/** Terraform's types, with the inventory's name and the attribute that has its id. */
const types: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  aws_vpclattice_service_network: ["AWS::VpcLattice::ServiceNetwork", "arn"],
  aws_vpclattice_auth_policy: ["AWS::VpcLattice::AuthPolicy", "resource_identifier"],
  aws_vpclattice_service_network_vpc_association: ["AWS::VpcLattice::ServiceNetworkVpcAssociation", "arn"],
  aws_ram_resource_share: ["AWS::RAM::ResourceShare", "arn"],
  aws_security_group: ["AWS::EC2::SecurityGroup", "id"],
  aws_s3_bucket: ["AWS::S3::Bucket", "id"],
  aws_iam_role: ["AWS::IAM::Role", "arn"],
  aws_iam_policy: ["AWS::IAM::ManagedPolicy", "arn"],
};

/** The smallest estate with two stacks: a network, shared with an account whose VPC is associated with it. */
export function smallest(changed: Readonly<Record<string, unknown>> = {}): Platform {
  return definePlatformFrom({
    name: "tiny",
    region: "eu-central-1",
    organization: { id: "o-a1b2c3d4e5", managementAccount: "100000000009" },
    state: localState(),
    accounts: { hub: { id: "100000000001" }, app: { id: "100000000003" } },
    networks: { private: { account: "hub", share: { accounts: ["app"] }, accessLogs: false } },
    services: {},
    consumers: { app: vpcOf("app") },
    ...changed,
  });
}

/** A consumer with an existing VPC and group; the digit tells its ids from those of others. */
export function vpcOf(account: string, digit = "1") {
  const id = digit.repeat(17);
  return {
    account,
    network: "private",
    vpc: existingVpc({ id: `vpc-${id}`, subnetIds: [`subnet-${id}`] }),
    securityGroupIds: [`sg-${id}`],
    callers: {},
  };
}
