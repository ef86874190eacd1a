/** The floor: a handler that does nothing but answer. */
export const handler = async () => ({ isBase64Encoded: false, statusCode: 200, headers: {}, body: "{}" });
