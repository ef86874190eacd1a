import { ancestorsOf, longestPath } from "../../bench/deploy/longest-path";

const stacks = [
  { id: "network", after: [] },
  { id: "a", after: ["network"] },
  { id: "b", after: ["network"] },
  { id: "c", after: ["network", "b"] },
  { id: "consumer", after: ["network", "a", "c"] },
];

test("the longest path is the one that takes the longest, not the one with the most stacks", () => {
  const seconds = { network: 10, a: 50, b: 5, c: 5, consumer: 20 };
  expect(longestPath(stacks, new Map(Object.entries(seconds)))).toEqual(["network", "a", "consumer"]);
  expect(longestPath(stacks, new Map(Object.entries({ ...seconds, a: 1 })))).toEqual(["network", "b", "c", "consumer"]);
});

test("what a path reads is found through others", () => {
  expect([...ancestorsOf(stacks, ["c"])].sort()).toEqual(["b", "c", "network"]);
});
