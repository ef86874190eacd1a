/** Answers every request of VPC Lattice with what it was asked. */
export async function handler(event: { method: string; path: string }) {
  return {
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ service: "orders", method: event.method, path: event.path }),
  };
}
