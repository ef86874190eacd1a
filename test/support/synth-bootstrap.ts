import { Testing } from "cdktf";
import type { Platform } from "../../declaration";
import { BootstrapStack } from "../../stacks/bootstrap-stack";
import type { AccountHoldings } from "../../stacks/deploy-scope";
import type { Block } from "./synthesized";
import { temporaryFolder } from "./temporary-folder";

/** The resources of an account's bootstrap by type and name. The account and the platform's deployers must be declared. */
export function synthBootstrap(
  platform: Platform,
  accountKey: string,
  holdings: AccountHoldings,
): Readonly<Record<string, Readonly<Record<string, Block>>>> {
  const { [accountKey]: account } = platform.accounts;
  const { deployers } = platform;
  if (!account || !deployers) throw new Error(`the test's platform lacks deployers or the account ${accountKey}`);
  const app = Testing.app({ outdir: temporaryFolder("bootstrap") });
  const backend = { kind: "local", path: "x.tfstate" } as const;
  const stack = new BootstrapStack(app, platform, { account, deployers, ...holdings, backend });
  return JSON.parse(Testing.synth(stack)).resource;
}
