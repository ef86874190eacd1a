/**
 * Microseconds of processor time per request, in steady state, of bundled handlers: JSON event in, JSON response out, as Lambda's
 * runtime hands them over. Candidates take turns; the median of the rounds counts.
 */
const [, , bundles] = process.argv;
const ROUNDS = 21;
const TURNS = 2000;
const context = { awsRequestId: "l-1", getRemainingTimeInMillis: () => 1000 };
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

async function turn(handler, event, turns) {
  const start = process.cpuUsage();
  for (let n = 0; n < turns; n++) JSON.stringify(await handler(JSON.parse(event), context));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / turns;
}

async function main() {
  const candidates = JSON.parse(bundles).map(({ name, bundle, event }) => ({
    name,
    event,
    handler: require(bundle).handler,
    times: [],
  }));
  for (const { handler, event } of candidates) await turn(handler, event, 10_000);
  for (let round = 0; round < ROUNDS; round++) {
    for (const candidate of candidates) candidate.times.push(await turn(candidate.handler, candidate.event, TURNS));
  }
  console.log(JSON.stringify(Object.fromEntries(candidates.map(({ name, times }) => [name, median(times)]))));
  process.exit(0);
}

main();
