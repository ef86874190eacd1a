import { resolve } from "node:path";
import { describeLoadError } from "../../cli/load-error";

const platform = resolve("platform.ts");

it("a module that is not there: the file that asks for it, not those that led to it", () => {
  const stack = [resolve("estate/orders.ts"), platform, resolve("cli/load-platform.ts")];
  const message = `Cannot find module './pirces'\nRequire stack:\n${stack.map((file) => `- ${file}`).join("\n")}`;
  const error = Object.assign(new Error(message), { code: "MODULE_NOT_FOUND", requireStack: stack });
  expect(describeLoadError(platform, error)).toBe("estate/orders.ts: Cannot find module './pirces'");
});

it("a file that cannot be compiled: a line for each error, with its place first", () => {
  const error = new Error(
    `Transform failed with 2 errors:\n${platform}:3:5: ERROR: Unexpected ";"\n${platform}:9:1: ERROR: Expected ")" but found "}"`,
  );
  expect(describeLoadError(platform, error)).toBe(
    'platform.ts:3:5: Unexpected ";"\nplatform.ts:9:1: Expected ")" but found "}"',
  );
});

it("an error of the file's own: its place in the stack", () => {
  const error = new Error("boo");
  error.stack = `Error: boo\n    at price (${resolve("estate/prices.ts")}:1:2)\n    at ${platform}:7:3`;
  expect(describeLoadError(platform, error)).toBe("platform.ts:7:3: boo");
  expect(describeLoadError(platform, "boo")).toBe("platform.ts: boo");
  expect(describeLoadError(platform, { code: 7 })).toBe("platform.ts: { code: 7 }");
});

it("a name that its module does not export: as it is written, not as it was compiled", () => {
  const error = new TypeError("(0 , import_declaration.lamda) is not a function");
  error.stack = `TypeError: boo\n    at ${platform}:7:3`;
  expect(describeLoadError(platform, error)).toBe("platform.ts:7:3: lamda is not a function");
});
