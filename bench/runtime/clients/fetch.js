export const call = async (url, method = "GET") => {
  const response = await fetch(`${url}/orders`, { method, ...(method === "POST" && { body: "{}" }) });
  return response.json();
};
