import { once } from "node:events";
import { Command, InvalidArgumentError } from "commander";
import type { LocalAwsOptions } from "../../local/aws/options";
import { type LocalAws, startLocalAws } from "../../local/aws/start";
import { loadPlatform } from "../load-platform";
import { localAwsFor } from "./accounts";

interface Flags {
  readonly port: number;
  readonly accounts?: readonly string[];
  readonly moto: boolean;
  readonly json?: boolean;
}

/** `trellis local-aws`: AWS on this machine until it is stopped, for anyone's Terraform. */
export function localAwsCommand(): Command {
  return new Command("local-aws")
    .description(
      "run AWS on this machine for the platform's accounts, and print the environment to use; Ctrl-C stops it",
    )
    .option("-p, --port <number>", "TCP port on 127.0.0.1", portNumber, 0)
    .option("--accounts <ids...>", "ids of accounts, instead of those that platform.ts declares", accountIds)
    .option("--no-moto", "serve VPC Lattice, RAM and STS alone")
    .option("--json", "print for machines: one line, when it is ready")
    .addHelpText("after", help)
    .action(async ({ port, accounts, moto, json }: Flags) => {
      const stopped = untilStopped();
      const aws = await startLocalAws({ ...optionsFor(accounts), port, ...(moto ? {} : { moto: false }) });
      try {
        console.log(json ? JSON.stringify({ url: aws.url, environment: aws.environment }) : exports(aws));
        if (!json) console.error(ready(aws));
        await stopped;
      } finally {
        await aws.stop();
      }
    });
}

const help = `
Use it from another terminal: paste the printed lines, then run terraform, cdktf, aws or trellis as ever.
Every other account than the first is reached by assuming a role of it, whatever the role's name.`;

/** Ctrl-C while it starts counts too. A second one ends it at once, and moto with it. */
function untilStopped(): Promise<unknown> {
  return Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

function optionsFor(ids: readonly string[] | undefined): LocalAwsOptions {
  if (ids === undefined) return localAwsFor(loadPlatform());
  return { accounts: Object.fromEntries(ids.map((id) => [id, {}])) };
}

/** Lines for a shell. The values hold nothing that a shell would take for its own. */
function exports({ environment }: LocalAws): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n");
}

function ready({ url }: LocalAws): string {
  return `Local AWS is at ${url}. Nothing is kept when it stops: press Ctrl-C.`;
}

function accountIds(id: string, before: readonly string[] = []): readonly string[] {
  if (!/^\d{12}$/.test(id)) throw new InvalidArgumentError("The id of an account has 12 digits.");
  return [...before, id];
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError("A port is a number from 0 (any free one) to 65535.");
  }
  return port;
}
