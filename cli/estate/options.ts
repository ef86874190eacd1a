import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import type { OrganizationPaths } from "../../lattice/terraform/build/accounts";
import type { ReadEstate } from "../../lattice/terraform/build/build-estate";
import { GivenAccounts } from "../../lattice/terraform/given-accounts";
import { ReadError } from "../../lattice/terraform/read-error";
import { readEstate } from "../../lattice/terraform/read-estate";

/** What the commands on an estate have in common. */
export interface EstateOptions {
  readonly from?: readonly string[];
  readonly organization?: string;
  readonly account?: readonly string[];
  readonly json?: boolean;
}

const DEFAULT_INPUT = "cdktf.out";

/** Adds the options of {@link EstateOptions}. */
export function withEstateOptions(command: Command): Command {
  return withOrganization(command).option(
    "--from <inputs...>",
    `folders of cdktf, plans and states as JSON (terraform show -json), read together (default: ${DEFAULT_INPUT})`,
  );
}

/** Adds the options that say how to read and how to print. */
export function withOrganization(command: Command): Command {
  return command
    .option(
      "--organization <file>",
      'JSON of accounts with their paths, null for outside: {"111122223333": "o-a1/r-b2/ou-c3/"}',
    )
    .option(
      "--account <account...>",
      "the account of providers that do not say theirs: 111122223333 for all, or STACK=111122223333, aws.west=111122223333",
    )
    .option("--json", "print for machines");
}

/** Reads the estate that the options name. */
export function readFrom({ from = [DEFAULT_INPUT], ...options }: EstateOptions): ReadEstate {
  const [read] = readAll([from], options);
  if (!read) throw new ReadError(["Nothing was read."]);
  return read;
}

/** Reads several estates with the same options. Throws a {@link ReadError} for options that mean nothing in any of them. */
export function readAll(
  inputs: readonly (readonly string[])[],
  { organization, account = [] }: EstateOptions,
): readonly ReadEstate[] {
  const accounts = new GivenAccounts(readAccounts(account));
  const options = { accounts, ...(organization === undefined ? {} : { organization: readPaths(organization) }) };
  const read = inputs.map((paths) => readEstate(paths, options));
  const unused = accounts.unused.filter((name) => name !== "");
  if (unused.length === 0) return read;
  throw new ReadError(
    unused.map(
      (name) => `--account ${name}: no stack and no provider of that name leaves its account open. Leave it out.`,
    ),
  );
}

function readAccounts(given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = given.map((one) => /^(?:([^=]+)=)?(\d{12})$/.exec(one) ?? one);
  const wrong = pairs.filter((one) => typeof one === "string");
  if (wrong.length > 0) {
    throw new ReadError(
      wrong.map((one) => `--account: found "${one}"; allowed: an account of 12 digits, or NAME=ACCOUNT.`),
    );
  }
  return Object.fromEntries(
    pairs.map(([, name = "", account = ""]) => [name.replace(/(^|\/)provider\./, "$1"), account]),
  );
}

function readPaths(file: string): OrganizationPaths {
  const paths = parse(file);
  const wrong = Object.entries(paths).filter(([account, path]) => !/^\d{12}$/.test(account) || !isPath(path));
  if (wrong.length === 0) return paths as OrganizationPaths;
  throw new ReadError(
    wrong.map(
      ([account, path]) =>
        `${file}: ${account}: found ${JSON.stringify(path)}; allowed: an account of 12 digits with a path such as "o-a1/r-b2/ou-c3/", or with null.`,
    ),
  );
}

function parse(file: string): object {
  if (!existsSync(file)) throw new ReadError([`${file}: there is no such file.`]);
  try {
    const paths: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof paths === "object" && paths !== null) return paths;
  } catch (error) {
    throw new ReadError([`${file}: ${error instanceof Error ? error.message : String(error)}.`]);
  }
  throw new ReadError([`${file}: not an object of accounts with their paths.`]);
}

function isPath(path: unknown): boolean {
  return path === null || (typeof path === "string" && /^o-[a-z0-9]+(?:\/|$)/.test(path));
}
