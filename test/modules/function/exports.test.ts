import { findHandler } from "../../../modules/function/exports";
import { Project } from "../../support/project";

const sources: Readonly<Record<string, string>> = {
  "declared.ts": "export const handler = () => 1;",
  "function.mts": "export async function handler(): Promise<number> { return 1; }",
  "renamed.ts": "const answer = () => 1; export { answer as handler };",
  "passed-on.ts": 'export { handler } from "./declared";',
  "all-passed-on.ts": 'export * from "./declared";',
  "assigned.cjs": "exports.handler = () => 1;",
  "module.cjs": "const handler = () => 1; module.exports = { handler };",
  "other-name.ts": "export const handle = () => 1;",
  "default.ts": "export default function handler() { return 1; }",
  "type.ts": "export interface handler { readonly a: 1 } export const other = 1;",
  "nothing.ts": "console.log(1);",
  "other-name.cjs": "module.exports = { handle: () => 1 };",
  "number.ts": "/* = () => 1 */ export const handler: unknown = 1;",
  "text.ts": 'export const handler = "() => 1";',
  "none.ts": "export const handler = undefined;",
  "list.ts": "export const handler = [1, 2];",
  "object.ts": "export const handler = {\n  run: () => 1,\n};",
  "small-object.ts": "const options = { run: 1 }; export { options as handler };",
  "class.ts": "export class handler { run() { return 1; } }",
  "passed-on-number.ts": 'export { handler } from "./number";',
  "assigned-number.cjs": "exports.handler = 1;",
  "picked.ts": "export const handler = [() => 1, () => 2][0];",
  "member.ts": "export const handler = {\n  run: () => 1,\n}.run;",
  "made.ts": "const wrap = (f: () => number) => f; export const handler = wrap(() => 1);",
  "compared.ts": 'export const handler = "a" in { a: 1 } ? () => 1 : () => 2;',
  "set-later.ts": "export let handler: () => number; handler = () => 1;",
  "set-after-null.ts": "export let handler: unknown = null; handler = () => 1;",
  "dollar.ts": "const $ = () => 1; export { $ as handler };",
  "other-number.ts": "export const handlers = 1; export const handler = () => handlers;",
  "uses-one.ts": 'import { handler } from "./declared"; export const other = handler();',
};

describe("findHandler", () => {
  const project = new Project(sources);
  afterAll(() => project.remove());

  test.each([
    ["declared.ts", "callable"],
    ["./declared.ts", "callable"],
    ["function.mts", "callable"],
    ["renamed.ts", "callable"],
    ["passed-on.ts", "callable"],
    ["all-passed-on.ts", "callable"],
    ["assigned.cjs", "callable"],
    ["./module.cjs", "callable"],
    ["other-name.ts", "missing"],
    ["default.ts", "missing"],
    ["type.ts", "missing"],
    ["nothing.ts", "missing"],
    ["other-name.cjs", "missing"],
    ["uses-one.ts", "missing"],
    ["number.ts", "no function"],
    ["text.ts", "no function"],
    ["none.ts", "no function"],
    ["list.ts", "no function"],
    ["object.ts", "no function"],
    ["small-object.ts", "no function"],
    ["class.ts", "no function"],
    ["passed-on-number.ts", "no function"],
    ["assigned-number.cjs", "no function"],
    ["picked.ts", "callable"],
    ["member.ts", "callable"],
    ["made.ts", "callable"],
    ["compared.ts", "callable"],
    ["set-later.ts", "callable"],
    ["set-after-null.ts", "callable"],
    ["dollar.ts", "callable"],
    ["other-number.ts", "callable"],
  ])("%s: %s", async (entry, expected) => {
    await expect(findHandler(entry, project.dir)).resolves.toBe(expected);
  });
});
