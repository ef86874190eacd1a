import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import Table from "cli-table3";
import { measureClients, measureSigning } from "./clients";
import { measureConformance, measureHandlers } from "./handlers";
import { DEPLOYED_NODE, NODE } from "./processes";

/** Measures the runtime beside its peers in one run, prints the tables and stores them in `bench/results/runtime.json`. */
const BENCH = join(__dirname, "..");
const RESULTS = join(BENCH, "results");

interface Demand {
  readonly what: string;
  readonly measured: number;
  readonly demanded: string;
  readonly holds: boolean;
}

const atMost = (what: string, measured: number, limit: number, unit: string): Demand => ({
  what,
  measured,
  demanded: `at most ${limit} ${unit}`,
  holds: measured <= limit,
});

const atLeast = (what: string, measured: number, limit: number, unit: string): Demand => ({
  what,
  measured,
  demanded: `at least ${limit} ${unit}`,
  holds: measured >= limit,
});

const fixed = (value: number | undefined, digits = 2) => (value === undefined ? "-" : value.toFixed(digits));

function print(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) table.push([...row]);
  console.log(`\n${title}\n${table}`);
}

const versionOf = (node: string) => execFileSync(node, ["--version"]).toString().trim();

/** Says so where other work on the machine makes wall-clock figures worthless. */
function warnIfBusy(): void {
  const [load = 0] = loadavg();
  if (load <= cpus().length) return;
  console.log(`\nThe machine is busy (load ${fixed(load, 1)}): cold starts and throughput of this run do not count.`);
}

async function main(): Promise<void> {
  if (!existsSync(join(BENCH, "node_modules"))) throw new Error("Install the peers first: npm --prefix bench install");
  const outdir = mkdtempSync(join(tmpdir(), "b-"));
  const deployed = DEPLOYED_NODE && versionOf(DEPLOYED_NODE);
  const coldDeployed = `cold, ${deployed ?? "deployed"}`;
  const conformance = await measureConformance(outdir);
  const handlers = await measureHandlers(outdir);
  const signing = await measureSigning(outdir);
  const clients = await measureClients(outdir);
  rmSync(outdir, { recursive: true });
  const { empty, trellis } = handlers;
  const { https, fetch, trellis: client } = clients;
  if (!empty || !trellis || !https || !fetch || !client) throw new Error("a candidate is missing");
  const table = conformance.trellis;
  const ratio = (a = Number.NaN, b = Number.NaN) => a / b;
  const demands = [
    atLeast("conformance, share of the table", ratio(table?.passed, table?.of), 1, ""),
    atMost("handler, cold start over an empty handler", (trellis.coldMs ?? 0) - (empty.coldMs ?? 0), 0.5, "ms"),
    atMost("handler, per request over an empty handler", ratio(trellis.requestUs, empty.requestUs), 2.5, "times"),
    atMost("handler and router, minified, over an empty handler", trellis.bytes - empty.bytes, 4096, "bytes"),
    atMost("client, cold over bare node:https", ratio(client.coldMs, https.coldMs), 1.1, "times"),
    atMost(
      "signing over @smithy/signature-v4 alone",
      ratio(signing.trellis, signing["@smithy/signature-v4 alone"]),
      1.2,
      "times",
    ),
    atMost("client, failed requests after a freeze", client.frozenGet.length + client.frozenPost.length, 0, ""),
    atLeast(
      "client (signed) over fetch (unsigned), one at a time",
      ratio(client.oneAtATime, fetch.oneAtATime),
      1,
      "times",
    ),
    atLeast(
      "client (signed) over fetch (unsigned), twenty at a time",
      ratio(client.twentyAtATime, fetch.twentyAtATime),
      1,
      "times",
    ),
  ];
  print(
    "Conformance",
    ["candidate", "passed", "of"],
    Object.entries(conformance).map(([name, { passed, of }]) => [name, passed, of]),
  );
  print(
    "Handlers",
    ["candidate", "event", "bytes", "import ms", "first ms", "cold ms", coldDeployed, "µs/request"],
    Object.entries(handlers).map(([name, one]) => [
      name,
      one.event ?? "none",
      one.bytes,
      fixed(one.importMs),
      fixed(one.firstMs),
      fixed(one.coldMs),
      fixed(one.coldDeployedMs),
      fixed(one.requestUs, 1),
    ]),
  );
  print(
    "Signing",
    ["candidate", "µs"],
    Object.entries(signing).map(([name, time]) => [name, fixed(time, 1)]),
  );
  print(
    "Clients",
    [
      "candidate",
      "bytes",
      "cold ms",
      coldDeployed,
      "1 at a time, /s",
      "20 at a time, /s",
      "failed GETs /6",
      "failed POSTs /6",
    ],
    Object.entries(clients).map(([name, one]) => [
      name,
      one.bytes,
      fixed(one.coldMs, 1),
      fixed(one.coldDeployedMs, 1),
      fixed(one.oneAtATime, 0),
      fixed(one.twentyAtATime, 0),
      one.frozenGet.length,
      one.frozenPost.length,
    ]),
  );
  print(
    "Demands",
    ["what", "measured", "demanded", ""],
    demands.map((one) => [one.what, fixed(one.measured, 3), one.demanded, one.holds ? "holds" : "MISSED"]),
  );
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0],
  };
  const node = versionOf(NODE);
  const { dependencies } = require("../package.json") as { dependencies: Record<string, string> };
  mkdirSync(RESULTS, { recursive: true });
  const results = {
    machine,
    node,
    deployedNode: deployed,
    peers: dependencies,
    demands,
    conformance,
    handlers,
    signing,
    clients,
  };
  writeFileSync(join(RESULTS, "runtime.json"), `${JSON.stringify(results, null, 2)}\n`);
  warnIfBusy();
  process.exitCode = demands.every(({ holds }) => holds) ? 0 : 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
