import { type LatticeClient, latticeClient } from "../../../functions/runtime/client";

let client: LatticeClient | undefined;

/** Signed, as every call is. */
export async function call(url: string, method = "GET"): Promise<unknown> {
  client ??= latticeClient("orders", { url, region: "us-east-1" });
  return (await client.call(method, "/orders", method === "POST" ? { body: "{}" } : {})).json();
}
