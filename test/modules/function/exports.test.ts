import { exportsHandler } from "../../../modules/function/exports";
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
  "uses-one.ts": 'import { handler } from "./declared"; export const other = handler();',
};

describe("exportsHandler", () => {
  const project = new Project(sources);
  afterAll(() => project.remove());

  test.each([
    ["declared.ts", true],
    ["./declared.ts", true],
    ["function.mts", true],
    ["renamed.ts", true],
    ["passed-on.ts", true],
    ["all-passed-on.ts", true],
    ["assigned.cjs", true],
    ["./module.cjs", true],
    ["other-name.ts", false],
    ["default.ts", false],
    ["type.ts", false],
    ["nothing.ts", false],
    ["other-name.cjs", false],
    ["uses-one.ts", false],
  ])("%s: %s", async (entry, expected) => {
    await expect(exportsHandler(entry, project.dir)).resolves.toBe(expected);
  });
});
