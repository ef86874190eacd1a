/** Fresh process: import and first TLS request of a bundled client, in milliseconds. */
require("node:http");
require("node:stream");
require("node:crypto");

const [, , bundle, url] = process.argv;
const start = performance.now();
require(bundle)
  .call(url)
  .then((answer) => {
    const total = performance.now() - start;
    if (answer.items.length !== 10) throw new Error("not the answer");
    process.stdout.write(JSON.stringify({ total }), () => process.exit(0));
  });
