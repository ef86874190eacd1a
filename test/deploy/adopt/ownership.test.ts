import type { Proof } from "../../../deploy/adopt/kind";
import { isOwn, ownTags } from "../../../deploy/adopt/ownership";

const mine = { "trellis:stack": "producer-app", "trellis:platform": "tiny", owner: "team" };
const after = { name: "hello", tags_all: mine };
const planned = (before: object, ...actions: string[]) => ({ actions, before: { ...before }, after });

test.each<[name: string, proof: Proof, proven: boolean, before: object, actions: string[], own: boolean]>([
  ["the stack's tags", "tags", false, { tags_all: mine }, ["no-op"], true],
  ["the stack's tags, and others", "tags", false, { tags_all: { ...mine, more: "x" } }, ["update"], true],
  ["the stack's tags, to be replaced", "tags", false, { tags_all: mine }, ["delete", "create"], true],
  ["no tags", "tags", false, { tags_all: {} }, ["update"], false],
  ["none at all", "tags", false, {}, ["update"], false],
  ["another stack's", "tags", false, { tags_all: { ...mine, "trellis:stack": "consumer-app" } }, ["update"], false],
  ["another platform's", "tags", false, { tags_all: { ...mine, "trellis:platform": "big" } }, ["update"], false],
  ["no tags, but proven otherwise", "tags", true, { tags_all: {} }, ["update"], true],
  ["proven otherwise, with another's tags", "tags", true, { tags_all: { "trellis:stack": "b" } }, ["update"], false],
  ["a part, as it is", "part", false, {}, ["no-op"], true],
  ["a part, to be changed", "part", false, {}, ["update"], true],
  ["a part that cannot be changed into it", "part", false, {}, ["delete", "create"], false],
  ["exactly what is wanted", "same", false, {}, ["no-op"], true],
  ["nearly what is wanted", "same", false, {}, ["update"], false],
])("%s", (_, proof, proven, before, actions, own) => {
  expect(isOwn(proof, { id: "x", proven }, planned(before, ...actions))).toBe(own);
});

test("a plan without the stack's tags proves nothing", () => {
  const untagged = { actions: ["no-op"], before: { tags_all: {} }, after: { tags_all: {} } };
  expect(ownTags(untagged)).toEqual({});
  expect(isOwn("tags", { id: "x" }, untagged)).toBe(false);
});
