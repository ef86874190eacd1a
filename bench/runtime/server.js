/**
 * A TLS server in a process of its own: 550 bytes of JSON to everyone. Prints its port.
 * Its answers say that the connection is kept and give no hint for how long, as a client behind VPC Lattice must expect.
 */
const { readFileSync } = require("node:fs");
const { createServer } = require("node:https");

const [, , certificate, key, idle] = process.argv;
const body = JSON.stringify({
  items: Array.from({ length: 10 }, (_, id) => ({ id, sku: `TEA-${id}`, quantity: 3, price: 250 })),
  pad: "x".repeat(60),
});
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  request.resume();
  request.on("end", () =>
    response.writeHead(200, { "content-type": "application/json", connection: "keep-alive" }).end(body),
  );
});
server.keepAliveTimeout = Number(idle);
// Newer Node would wait a second longer.
server.keepAliveTimeoutBuffer = 0;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
