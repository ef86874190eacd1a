import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { sign } from "../../functions/runtime/client/sign";
import { strictTarget } from "../../functions/runtime/client/url";

/** Microseconds of processor time per signature: the signer alone, and with the client's strict URL around it. Prints JSON. */
const ROUNDS = 15;
const TURNS = 1000;
const region = "us-east-1";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "t".repeat(400) };
const host = "orders-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-east-1.on.aws";
const headers = { host, "content-type": "application/json" };

class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as string | Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {}
}

const signer = new SignatureV4({
  credentials,
  region,
  service: "vpc-lattice-svcs",
  sha256: Sha256,
  applyChecksum: false,
});

const candidates: Readonly<Record<string, (n: number) => unknown>> = {
  "@smithy/signature-v4 alone": (n) =>
    signer.sign({
      method: "GET",
      protocol: "https:",
      hostname: host,
      path: `/orders/${n}`,
      query: { limit: "10", tag: ["a", "b c"] },
      headers: { ...headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    }),
  trellis: (n) => {
    const target = strictTarget("/orders/:id", { id: n }, { limit: 10, tag: ["a", "b c"] });
    return sign({ method: "GET", target, headers, region, credentials });
  },
};

async function turn(run: (n: number) => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (let n = 0; n < TURNS; n++) await run(n);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / TURNS;
}

async function main(): Promise<void> {
  const times = Object.entries(candidates).map(([name, run]) => ({ name, run, values: [] as number[] }));
  for (const { run } of times) await turn(run);
  for (let round = 0; round < ROUNDS; round++) for (const { run, values } of times) values.push(await turn(run));
  const medians = times.map(({ name, values }) => [name, values.sort((a, b) => a - b)[values.length >> 1]]);
  console.log(JSON.stringify(Object.fromEntries(medians)));
}

main();
