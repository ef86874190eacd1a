import { Agent, request } from "node:https";
import { latticeClient } from "../../../../functions/runtime/client";

/**
 * A process that is frozen between calls, as Lambda freezes one. Told `call METHOD`, it makes that call; told
 * `freeze METHOD`, it stops itself and makes the call the moment it goes on, before it has read anything that arrived
 * meanwhile. With `own` as its argument the client is given an agent of node:https; with `bare` that agent is used alone,
 * to show that the test can fail.
 */
const agent = new Agent({ keepAlive: true });
const client = latticeClient("orders", {
  region: "us-east-1",
  agent: process.argv[2] === "own" ? agent : undefined,
  timeout: 60_000,
  connectTimeout: 60_000,
});

function bare(method: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${process.env.ORDERS_URL}`, { method, agent }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0 }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

const call = (method: string) =>
  process.argv[2] === "bare" ? bare(method) : client.call(method, "/", method === "POST" ? { json: {} } : {});

process.stdin.on("data", async (line) => {
  const [what, method = "GET"] = `${line}`.trim().split(" ");
  if (what === "freeze") process.kill(process.pid, "SIGSTOP");
  const outcome = await call(method).then(
    ({ status }) => `${status}`,
    (error) => `${error.code ?? error}`,
  );
  process.stdout.write(`${outcome}\n`);
});
