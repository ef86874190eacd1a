import { stripVTControlCharacters } from "node:util";
import { renderProposal } from "../../cli/ask";
import { linesProgress } from "../../cli/progress/lines";
import { endingJson, renderEnding } from "../../cli/render-ending";
import { renderPreflight } from "../../cli/render-preflight";
import { resumeCommand } from "../../cli/resume-command";
import { workOptions } from "../../cli/work-options";
import { endingOf } from "../../deploy/outcome";
import platform from "../../example";

const flags = { output: "cdktf.out", preflight: true };
const deploying = (left: readonly string[]) => resumeCommand("deploy", left);
const plain = stripVTControlCharacters;

test("stacks must be named, or all of them", () => {
  expect(() => workOptions(platform, [], flags, "deploy")).toThrow(
    /^Say what to deploy: ids of stacks, or --all\.\nThe stacks are: network-internal, /,
  );
});

test.each(["deploy", "destroy"] as const)("%s: names and --all are not said together", (verb) => {
  const all = { ...flags, all: true, autoApprove: true };
  expect(() => workOptions(platform, ["consumer-storefront"], all, verb)).toThrow(
    `--all is every stack of the platform, and consumer-storefront is named besides: say one or the other. Nothing was ${verb}ed.`,
  );
});

test("what goes on is the same command, with the flags that were given, for a shell", () => {
  const left = ["producer-orders", "consumer-orders"];
  expect(resumeCommand("deploy", left, { preflight: true })).toBe("trellis deploy producer-orders consumer-orders");
  const given = {
    output: "build/tf",
    concurrency: 2,
    skipSynth: true,
    preflight: false,
    autoApprove: true,
    json: true,
  };
  expect(resumeCommand("destroy", left, given)).toBe(
    "trellis destroy producer-orders consumer-orders --output build/tf --concurrency 2 --skip-synth --no-preflight --auto-approve --json",
  );
  expect(resumeCommand("bootstrap", ["orders"], { output: "my folder", assumeRole: "it's $me" })).toBe(
    "trellis bootstrap orders --output 'my folder' --assume-role 'it'\\''s $me'",
  );
});

test("where there is no terminal, nobody is asked by accident", () => {
  expect(() => workOptions(platform, ["network-internal"], flags, "destroy")).toThrow(
    "Nobody can be asked here, since this is no terminal: say --auto-approve to destroy unasked.",
  );
});

test("a proposal shows numbers and every change", () => {
  const changes = [
    { address: "aws_a.b", action: "create" },
    { address: "aws_c.d", action: "replace" },
  ];
  expect(
    plain(
      renderProposal([
        { stack: "producer-orders", changes },
        { stack: "network-internal", changes: [] },
      ]),
    ),
  ).toBe(
    [
      "producer-orders  2 to add, 1 to remove",
      "  +    aws_a.b",
      "  -/+  aws_c.d",
      "network-internal  outputs alone change",
    ].join("\n"),
  );
});

test("the end says what is done, what is not, why, and how to go on", () => {
  const ending = endingOf([
    { stack: "network-internal", result: "changed", changes: { add: 3, change: 1, remove: 0 }, seconds: 71 },
    { stack: "producer-payments", result: "up-to-date", seconds: 4 },
    { stack: "producer-orders", result: "failed", problems: ["aws_x.y: it is taken"], seconds: 9 },
    { stack: "consumer-orders", result: "not-started", because: "it comes after producer-orders" },
  ]);
  expect(plain(renderEnding(ending, deploying))).toBe(
    [
      "done         network-internal   3 added, 1 changed in 1 min 11 s",
      "unchanged    producer-payments  after 4 s",
      "failed       producer-orders    after 9 s",
      "not started  consumer-orders    since it comes after producer-orders",
      "",
      "producer-orders: aws_x.y: it is taken",
      "",
      "2 of 4 stacks are as they should be. To go on: trellis deploy producer-orders consumer-orders",
    ].join("\n"),
  );
});

test("what a person should look at is said, though all is well", () => {
  const changes = { add: 1, change: 0, remove: 0 };
  const notes = ["Look at this."];
  const ending = endingOf([{ stack: "network-internal", result: "changed", changes, seconds: 3, notes }]);
  expect(plain(renderEnding(ending, deploying))).toBe(
    "done  network-internal  1 added in 3 s\n\nnetwork-internal: Look at this.\n\n1 of 1 stacks are as they should be.",
  );
});

test("in a pipe: a line when work begins and one per stack that ends", () => {
  const lines: string[] = [];
  const progress = linesProgress((line) => lines.push(line));
  progress.begin("Deploying wave 1 of 3", ["a", "b"]);
  progress.update("a", "planning");
  progress.finish("a", { stack: "a", result: "changed", changes: { add: 1, change: 0, remove: 0 }, seconds: 2 });
  progress.finish("b", { stack: "b", result: "planned", changes: [{ address: "x.y", action: "update" }] });
  expect(lines).toEqual(["Deploying wave 1 of 3: a, b", "  a: done, 1 added in 2 s", "  b: plan: 1 to change"]);
});

test("a preflight has one line per stack, and one sentence per problem below it", () => {
  const check = { account: "a", accountId: "111111111111", roleArn: "arn:r" };
  const found = {
    problems: [],
    ok: false,
    stacks: [
      { ...check, stack: "one", problems: [] },
      { ...check, stack: "three", state: "s3://b/k", problems: [{ kind: "denied" as const, message: "No. Do this." }] },
    ],
  };
  expect(plain(renderPreflight(found, { width: 5, stacks: true })).split("\n")).toEqual([
    "ok      one    111111111111  arn:r  local state",
    "not ok  three  111111111111  arn:r  s3://b/k",
    "        No. Do this.",
    "1 of 2 stacks are ready: mend what is said above, then run this again.",
  ]);
});

test("a preflight without credentials looked at no stack", () => {
  const found = { problems: [{ kind: "no-credentials" as const, message: "Sign in." }], ok: false, stacks: [] };
  expect(plain(renderPreflight(found, { width: 5, stacks: true })).split("\n")).toEqual([
    "Sign in.",
    "No stack was looked at: mend what is said above, then run this again.",
  ]);
});

test("for machines: every stack with its result, changes and problems, and the command that goes on", () => {
  const changes = { add: 3, change: 1, remove: 0 };
  const outcomes = [
    { stack: "a", result: "changed", changes, seconds: 7, notes: ["Look."] },
    { stack: "b", result: "failed", problems: ["It is taken."], seconds: 9 },
    { stack: "c", result: "not-started", because: "it comes after b" },
  ] as const;
  const failed = { ok: false, stacks: outcomes, next: "trellis deploy b c" };
  expect(JSON.parse(endingJson(endingOf(outcomes), deploying))).toEqual(failed);
  const done = { ok: true, stacks: outcomes.slice(0, 1), next: null, state: "s3://b/k", moved: true };
  const ending = { ...endingOf(outcomes.slice(0, 1)), state: "s3://b/k", moved: true };
  expect(JSON.parse(endingJson(ending, deploying))).toEqual(done);
});

test("machines are not asked: --json goes with --auto-approve", () => {
  expect(() => workOptions(platform, ["network-internal"], { ...flags, json: true }, "deploy")).toThrow(
    "--json asks nobody: say --auto-approve as well, to deploy unasked.",
  );
});

test("with --json, progress is told beside the standard output", () => {
  const out = jest.spyOn(console, "log").mockImplementation(() => {});
  const beside = jest.spyOn(console, "error").mockImplementation(() => {});
  const { progress } = workOptions(platform, ["a"], { ...flags, json: true, autoApprove: true }, "deploy");
  progress?.begin("Deploying", ["a"]);
  expect([out.mock.calls, beside.mock.calls]).toEqual([[], [["Deploying: a"]]]);
  out.mockRestore();
  beside.mockRestore();
});

test("stacks that are not declared any more are said at the end, for people and for machines", () => {
  const ending = {
    ...endingOf([{ stack: "network-private", result: "up-to-date", seconds: 1 }]),
    undeclared: ["Gone."],
  };
  expect(plain(renderEnding(ending, deploying))).toBe(
    "unchanged  network-private  after 1 s\n\nGone.\n\n1 of 1 stacks are as they should be.",
  );
  expect(JSON.parse(endingJson(ending, deploying))).toMatchObject({ ok: true, next: null, undeclared: ["Gone."] });
});
