/** Requests per second over kept connections, one at a time and twenty at a time, in turns; medians of the rounds. */
const [, , bundles, url] = process.argv;
const ROUNDS = 15;
const REQUESTS = 1000;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function load(call, lanes) {
  let left = REQUESTS;
  const lane = async () => {
    while (left-- > 0) await call(url);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return (REQUESTS / (performance.now() - start)) * 1000;
}

async function main() {
  const candidates = JSON.parse(bundles).map(({ name, bundle }) => ({
    name,
    call: require(bundle).call,
    one: [],
    twenty: [],
  }));
  for (const { call } of candidates) await load(call, 20);
  for (let round = 0; round < ROUNDS; round++) {
    for (const candidate of candidates) {
      candidate.one.push(await load(candidate.call, 1));
      candidate.twenty.push(await load(candidate.call, 20));
    }
  }
  console.log(
    JSON.stringify(
      Object.fromEntries(
        candidates.map(({ name, one, twenty }) => [name, { one: median(one), twenty: median(twenty) }]),
      ),
    ),
  );
  process.exit(0);
}

main();
