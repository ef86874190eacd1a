import { Agent, request } from "node:https";
import { latticeClient } from "../../../../functions/runtime/client";

/**
 * A process that is frozen between calls, as Lambda freezes one. Told `call METHOD`, it makes that call; told
 * `freeze METHOD`, it stops itself and makes the call the moment it goes on, before it has read anything that arrived
 * meanwhile. With `bare` as its argument it uses node:https alone, to show that the test can fail.
 */
const client = latticeClient("orders", { region: "us-east-1" });
const agent = new Agent({ keepAlive: true });

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
