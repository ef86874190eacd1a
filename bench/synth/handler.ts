/** The code of every function that the benchmark deploys. */
export async function handler() {
  return { statusCode: 200, isBase64Encoded: false, headers: {}, body: "" };
}
