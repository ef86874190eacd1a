import type { OrganizationPaths } from "./build/accounts";
import { buildEstate, type ReadEstate } from "./build/build-estate";
import type { GivenAccounts } from "./given-accounts";
import { readInputs } from "./inputs/read-inputs";
import { UsedDefaults } from "./used-defaults";

/** How to read. */
export interface ReadOptions {
  /** Where accounts are in their organization, for what no Terraform says. */
  readonly organization?: OrganizationPaths;
  /** The accounts of providers that do not say theirs. */
  readonly accounts?: GivenAccounts;
}

/**
 * Reads an estate from Terraform: folders that `cdktf synth` wrote, plans and states as JSON (`terraform show -json`),
 * one or many together. Throws a `ReadError` with every mistake in them.
 */
export function readEstate(paths: readonly string[], options: ReadOptions = {}): ReadEstate {
  const defaults = new UsedDefaults();
  const { estate, assumptions } = buildEstate(readInputs(paths, options.accounts, defaults), options.organization);
  return { estate, assumptions: [...assumptions, ...defaults.assumptions] };
}
