import { latticeClient } from "../../../../functions/runtime/client";

/** A process that is frozen between calls, as Lambda freezes one: told a method on standard input, it makes that call. */
const client = latticeClient("orders", { region: "us-east-1" });

process.stdin.on("data", async (line) => {
  const method = `${line}`.trim();
  const outcome = await client.call(method, "/", method === "POST" ? { json: {} } : {}).then(
    ({ status }) => `${status}`,
    (error) => `${error}`,
  );
  process.stdout.write(`${outcome}\n`);
});
