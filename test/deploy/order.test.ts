import { deployOrder, destroyOrder, wavesOf } from "../../deploy/order";
import platform from "../../example";
import { layoutOf } from "../../stacks/layout";

const layouts = layoutOf(platform);

test("waves hold every stack once, each after those it reads", () => {
  const waves = wavesOf(deployOrder(layouts));
  expect(
    waves
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(layouts.map(({ id }) => id).sort());
  for (const [index, wave] of waves.entries()) {
    const before = waves
      .slice(0, index)
      .flat()
      .map(({ id }) => id);
    for (const { after } of wave) expect(before).toEqual(expect.arrayContaining([...after]));
  }
  expect(waves[0]?.map(({ id }) => id)).toEqual(["network-internal", "network-partners-eu-west-1"]);
});

test("a producer that needs another's generated name comes a wave later", () => {
  const waves = wavesOf(deployOrder(layouts)).map((wave) => wave.map(({ id }) => id));
  expect(waves.findIndex((wave) => wave.includes("producer-orders"))).toBe(
    waves.findIndex((wave) => wave.includes("producer-payments")) + 1,
  );
});

test("a selection waits for nothing outside itself", () => {
  const selected = layouts.filter(({ id }) => id.startsWith("consumer-"));
  expect(wavesOf(deployOrder(selected))).toHaveLength(1);
});

test("destroying goes the other way round", () => {
  const order = destroyOrder(layouts);
  const network = order.find(({ id }) => id === "network-internal");
  const readers = layouts.filter(({ after }) => after.includes("network-internal")).map(({ id }) => id);
  expect(network?.after).toEqual(readers);
  expect(
    wavesOf(order)
      .at(-1)
      ?.map(({ id }) => id),
  ).toContain("network-internal");
});
