import { Agent, request } from "node:https";

const agent = new Agent({ keepAlive: true });

export const call = (url, method = "GET") =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/orders`, { method, agent }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
