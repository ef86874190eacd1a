import { compare, ended } from "../../rehearsal/found";

test("what moved and should not, and what should have and did not, are told apart", () => {
  expect(compare(["b", "a"], ["a", "b"])).toEqual([]);
  expect(compare(["a", "c"], ["a", "b"])).toEqual(["not expected: c", "missing: b"]);
});

test("a thing that moved twice where once was expected is a difference", () => {
  expect(compare(["a", "a"], ["a"])).toEqual(["not expected: a"]);
  expect(compare(["a"], ["a", "a"])).toEqual(["missing: a"]);
});

test("a stack that failed, and one that did not start, are problems", () => {
  const ending = ended(
    {
      ok: false,
      left: ["producer-orders", "consumer-orders"],
      outcomes: [
        { stack: "network-internal", result: "up-to-date", seconds: 1 },
        { stack: "producer-orders", result: "failed", problems: ["Denied."], seconds: 1 },
        { stack: "consumer-orders", result: "not-started", because: "it comes after producer-orders" },
      ],
    },
    "3 stacks",
  );
  expect(ending.problems).toEqual([
    "producer-orders: Denied.",
    "consumer-orders was not started: it comes after producer-orders",
  ]);
});
