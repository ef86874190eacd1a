import { stripVTControlCharacters } from "node:util";
import { accessCommand } from "../../cli/access";
import { explainCommand } from "../../cli/explain";
import { inApp, shop } from "../lattice/terraform/shop";

const printed: string[] = [];
beforeEach(() => void jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line)));
afterEach(() => {
  jest.restoreAllMocks();
  printed.length = 0;
});

/** Runs a command on a stack whose provider does not say its account. */
function run(command: ReturnType<typeof accessCommand>, ...args: readonly string[]): string {
  const one = shop((_, stack) => {
    stack.provider = { aws: [{ region: "us-east-1" }] };
  });
  return inApp({ one }, (folder) => {
    command.exitOverride().parse([...args, "--from", folder], { from: "user" });
    return stripVTControlCharacters(printed.join("\n"));
  });
}

const ASKED = ["app", "shop", "GET", "/"] as const;

test("a role is found by its name when nobody knows its account", () => {
  const text = run(explainCommand(), ...ASKED);
  expect(text).toContain("the role of aws_iam_role.app to shop: GET /\nAllowed: ");
  expect(text).toContain("--account aws=ID");
});

test.each([["111111111111"], ["one=111111111111"], ["provider.aws=111111111111"]])("--account %s", (account) => {
  const text = run(explainCommand(), ...ASKED, "--account", account);
  expect(text).toContain("arn:aws:iam::111111111111:role/app to shop: GET /\nAllowed: ");
  expect(text).not.toContain("--account");
});

test.each([
  ["11", '--account: found "11"; allowed: an account of 12 digits, or NAME=ACCOUNT.'],
  ["two=111111111111", "--account two: no stack and no provider of that name leaves its account open. Leave it out."],
])("--account %s is a mistake", (account, message) => {
  expect(() => run(accessCommand(), "--account", account)).toThrow(message);
});
