/** Fresh process: import and first request of a bundled handler, in milliseconds. Lambda has these modules loaded. */
require("node:http");
require("node:stream");
require("node:crypto");

const [, , bundle, event] = process.argv;
const context = { awsRequestId: "l-1", getRemainingTimeInMillis: () => 1000 };
const start = performance.now();
const { handler } = require(bundle);
const imported = performance.now();
Promise.resolve(handler(JSON.parse(event), context)).then((response) => {
  const answered = performance.now();
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  process.stdout.write(
    JSON.stringify({ import: imported - start, first: answered - imported, total: answered - start }),
  );
});
