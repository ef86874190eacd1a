import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Platform, PlatformAccount } from "../declaration/schema/platform";
import type { Placement } from "../modules/placement";
import { ConsumedContract, type ContractSource } from "./contracts/consume";
import { NetworkOutputs } from "./contracts/network-outputs";
import { ProducerOutputs } from "./contracts/producer-outputs";
import { deployRoleArn, sessionName } from "./deploy-role";
import { networkStackOf, type StackLayout, stackId } from "./layout";
import { placementOf } from "./placement-of";
import { readableId } from "./readable-id";
import { stackTags } from "./stack-tags";
import { addBackend } from "./state/backend";

/** What exists in 5.100 and in 6.x is all that is used, see `docs/`. */
export const providerVersions = ">= 5.100.0, < 7.0.0";

/** A stack of one account and region: its provider deploys there and nowhere else. */
export class AccountStack extends TerraformStack {
  readonly placement: Placement;
  readonly #networks = new Map<string, ConsumedContract<typeof NetworkOutputs.shape>>();
  readonly #producers = new Map<string, ConsumedContract<typeof ProducerOutputs.shape>>();

  constructor(
    scope: Construct,
    readonly platform: Platform,
    readonly layout: StackLayout,
  ) {
    super(scope, layout.id);
    const { region } = layout;
    this.placement = placementOf(platform, accountOf(platform, layout.account), region);
    addBackend(this, platform.state, {
      stackId: layout.id,
      accountId: this.placement.accountId,
      statePrefix: platform.name,
    });
    this.addProvider();
    this.addOverride("terraform.required_version", ">= 1.10.0");
    this.addOverride("terraform.required_providers.aws.version", providerVersions);
  }

  /** The contract of the stack that makes a network. */
  network(key: string): ConsumedContract<typeof NetworkOutputs.shape> {
    const id = networkStackOf(this.platform, key);
    return memo(
      this.#networks,
      id,
      () => new ConsumedContract(this, NetworkOutputs, this.source(id, this.platform.networks[key]?.account)),
    );
  }

  /** The contract of the producer stack of an account in this stack's region. */
  producer(account: string): ConsumedContract<typeof ProducerOutputs.shape> {
    const id = stackId(this.platform, "producer", account, this.layout.region);
    return memo(this.#producers, id, () => new ConsumedContract(this, ProducerOutputs, this.source(id, account)));
  }

  private source(id: string, account = ""): ContractSource {
    const { state, name } = this.platform;
    return { stackId: id, accountId: accountIdOf(this.platform, account), state, statePrefix: name };
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return readableId(element);
  }

  private addProvider(): void {
    const account = accountOf(this.platform, this.layout.account);
    const { accountId, region } = this.placement;
    new AwsProvider(this, "aws", {
      region,
      allowedAccountIds: [accountId],
      assumeRole: [
        {
          roleArn: deployRoleArn(account, region),
          externalId: account.externalId,
          sessionName: sessionName(this.layout.id),
        },
      ],
      defaultTags: [{ tags: stackTags(this.platform, this.layout.id) }],
    });
  }
}

function accountIdOf(platform: Platform, key: string): string {
  return accountOf(platform, key).id;
}

function accountOf(platform: Platform, key: string): PlatformAccount {
  const account = platform.accounts[key];
  if (!account) throw new Error(`The platform has no account ${key}`);
  return account;
}

function memo<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
