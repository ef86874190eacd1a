import { Pool } from "undici";

let pool;

export const call = async (url, method = "GET") => {
  pool ??= new Pool(url, { connections: 20 });
  const { body } = await pool.request({ path: "/orders", method, ...(method === "POST" && { body: "{}" }) });
  return body.json();
};
