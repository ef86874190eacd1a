import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle, entriesOf } from "./bundle";
import { place } from "./places";
import { DEPLOYED_NODE, median, NODE, nextLine, run, runOn, start, startServer } from "./processes";

const ROUNDS = 60;
const FREEZES = 6;
const IDLE_MS = 300;

export interface ClientFigures {
  readonly bytes: number;
  readonly coldMs: number;
  /** On the Node that functions are deployed to. */
  readonly coldDeployedMs?: number | undefined;
  readonly oneAtATime: number;
  readonly twentyAtATime: number;
  /** Failed requests after a freeze, of GET and of POST. */
  readonly frozenGet: string[];
  readonly frozenPost: string[];
}

/** Stops a client past the server's idle timeout and asks it for one request right as it goes on. */
async function freeze(file: string, url: string, method: string): Promise<string[]> {
  const failures: string[] = [];
  for (let round = 0; round < FREEZES; round++) {
    const child = start("client-frozen.js", file, url);
    child.stdin?.write("call GET\n");
    await nextLine(child);
    const answer = nextLine(child);
    child.stdin?.write(`freeze ${method}\n`);
    await sleep(IDLE_MS * 5);
    child.kill("SIGCONT");
    const outcome = await answer;
    if (outcome !== "ok") failures.push(outcome);
    child.kill("SIGKILL");
  }
  return failures;
}

/** Cold start, throughput and behaviour after a freeze of every client, in turns, against one server. */
export async function measureClients(outdir: string): Promise<Record<string, ClientFigures>> {
  const bundled = await bundle(entriesOf("clients"), join(outdir, "clients"), "call");
  const bundles = [...bundled].map(([name, one]) => ({ name, ...one }));
  const places = place(join(outdir, "c"), "client-cold.js", bundled);
  const server = await startServer(60_000);
  const coldOn = (node: string) => {
    const cold = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name } of bundles)
        cold.get(name)?.push(runOn<{ total: number }>(node, places.script, places.of(name), server.url).total);
    }
    return (name: string) => median(cold.get(name) ?? []);
  };
  const cold = coldOn(NODE);
  const coldDeployed = DEPLOYED_NODE ? coldOn(DEPLOYED_NODE) : undefined;
  const sent = JSON.stringify(bundles.map(({ name, file }) => ({ name, bundle: file })));
  const load = run<Record<string, { one: number; twenty: number }>>("client-load.js", sent, server.url);
  server.stop();
  const idling = await startServer(IDLE_MS);
  const figures: Record<string, ClientFigures> = {};
  for (const { name, file, bytes } of bundles) {
    figures[name] = {
      bytes,
      coldMs: cold(name),
      coldDeployedMs: coldDeployed?.(name),
      oneAtATime: load[name]?.one ?? Number.NaN,
      twentyAtATime: load[name]?.twenty ?? Number.NaN,
      frozenGet: await freeze(file, idling.url, "GET"),
      frozenPost: await freeze(file, idling.url, "POST"),
    };
  }
  idling.stop();
  return figures;
}

/** Microseconds of processor time per signature. */
export async function measureSigning(outdir: string): Promise<Record<string, number>> {
  const [file] = (await bundle([join(__dirname, "signing.ts")], outdir)).values();
  if (!file) throw new Error("no bundle");
  return run(file.file);
}
