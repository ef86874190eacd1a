import { App } from "cdktf";
import type { BenchEstate } from "../estate";
import { consumerStack } from "./consumer";
import type { Code } from "./function";
import { roleArn } from "./names";
import { networkStack } from "./network";
import { producerStack } from "./producer";

/**
 * The estate written directly in CDKTF, with the provider's resource classes and nothing between: the same resources
 * under the same addresses as Trellis's, in flat stacks.
 */
export function synthDirect({ accounts, services, callers }: BenchEstate, code: Code, outdir: string): void {
  const app = new App({ outdir });
  const [owner] = accounts;
  if (owner) networkStack(app, owner);
  const byKey = new Map(services.map((service) => [service.key, service]));
  const accountsByKey = new Map(accounts.map((account) => [account.key, account]));
  const roles = new Map(
    callers.flatMap((caller) => {
      const account = accountsByKey.get(caller.account);
      return account ? [[caller.key, roleArn(caller, account)] as const] : [];
    }),
  );
  const servicesOf = groupByAccount(services);
  const callersOf = groupByAccount(callers);
  for (const account of accounts) {
    const own = servicesOf.get(account.key);
    if (own) producerStack(app, account, own, roles, code);
  }
  for (const account of accounts) consumerStack(app, account, callersOf.get(account.key) ?? [], byKey, code);
  app.synth();
}

function groupByAccount<T extends { readonly account: string }>(entries: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.account);
    if (group) group.push(entry);
    else groups.set(entry.account, [entry]);
  }
  return groups;
}
