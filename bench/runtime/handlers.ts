import { join } from "node:path";
import { eventV2 } from "../../test/functions/runtime/handler/events";
import { bundle, entriesOf } from "./bundle";
import { place } from "./places";
import { DEPLOYED_NODE, median, run, runOn } from "./processes";

const ROUNDS = 20;

/** VPC Lattice's event for a signed GET, with the headers that it adds. */
const HEADERS = {
  host: "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-east-1.on.aws",
  accept: "application/json",
  "user-agent": "node",
  "x-forwarded-for": "10.20.0.17",
  "x-amzn-requestid": "6ccfc913-b027-4fdc-be66-a07809329ee3",
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/vpc-lattice-svcs/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
};
const lists = Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name, [value]]));
const V2 = eventV2("GET", "/orders/7?expand=lines", { headers: lists, queryStringParameters: { expand: ["lines"] } });
const V1 = {
  raw_path: "/orders/7?expand=lines",
  method: "GET",
  headers: HEADERS,
  query_string_parameters: { expand: "lines" },
};

export interface HandlerFigures {
  readonly bytes: number;
  readonly event?: "V1" | "V2";
  readonly coldMs?: number;
  /** On the Node that functions are deployed to. */
  readonly coldDeployedMs?: number | undefined;
  readonly importMs?: number;
  readonly firstMs?: number;
  readonly requestUs?: number;
}

type Cold = Record<"import" | "first" | "total", number>;

/** Which event a candidate answers at all: V2 if it can. */
function answered(file: string): { event: "V1" | "V2"; json: string } | undefined {
  for (const [event, value] of [
    ["V2", V2],
    ["V1", V1],
  ] as const) {
    const json = JSON.stringify(value);
    try {
      run("cold.js", file, json);
      return { event, json };
    } catch {
      // It refuses this event structure.
    }
  }
  return undefined;
}

/** Cold start, time per request and size of every app, in turns. */
export async function measureHandlers(outdir: string): Promise<Record<string, HandlerFigures>> {
  const bundles = await bundle(entriesOf("apps"), join(outdir, "apps"), "handler");
  const able = [...bundles].flatMap(([name, { file }]) => {
    const found = answered(file);
    return found ? [{ name, bundle: file, ...found, cold: [] as Cold[], deployed: [] as Cold[] }] : [];
  });
  const places = place(join(outdir, "h"), "cold.js", bundles);
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of able) one.cold.push(run(places.script, places.of(one.name), one.json));
    for (const one of able) {
      if (DEPLOYED_NODE) one.deployed.push(runOn(DEPLOYED_NODE, places.script, places.of(one.name), one.json));
    }
  }
  const warm = run<Record<string, number>>(
    "warm.js",
    JSON.stringify(able.map(({ name, bundle, json }) => ({ name, bundle, event: json }))),
  );
  const figures: Record<string, HandlerFigures> = {};
  for (const [name, { bytes }] of bundles) {
    const one = able.find((candidate) => candidate.name === name);
    figures[name] = one
      ? {
          bytes,
          event: one.event,
          coldMs: median(one.cold.map(({ total }) => total)),
          coldDeployedMs: DEPLOYED_NODE ? median(one.deployed.map(({ total }) => total)) : undefined,
          importMs: median(one.cold.map((cold) => cold.import)),
          firstMs: median(one.cold.map(({ first }) => first)),
          requestUs: warm[name] ?? Number.NaN,
        }
      : { bytes };
  }
  return figures;
}

/** How many cases of the conformance table each candidate gets right, and what it gets wrong in the others. */
export async function measureConformance(outdir: string) {
  const [file] = (await bundle([join(__dirname, "conformance.ts")], outdir)).values();
  if (!file) throw new Error("no bundle");
  return run<Record<string, { passed: number; of: number; failed: Record<string, string[]> }>>(
    file.file,
    join(__dirname, "..", "..", "test", "functions", "runtime", "conformance"),
  );
}
