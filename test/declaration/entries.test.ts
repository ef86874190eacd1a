import { relative } from "node:path";
import { DeclarationError, definePlatformFrom } from "../../declaration";
import { Project } from "../support/project";
import { edited } from "./bad-input/edits";
import { estate } from "./estate";

const project = new Project({ "functions/handler.ts": "export const handler = () => 1;", "dir.ts/handler.ts": "" });
afterAll(() => project.remove());

it.each([
  ["a file", "functions/handler.ts", 0],
  ["a folder that is named like one", "dir.ts", 1],
  ["nothing", "functions/other.ts", 1],
])("an entry that is %s", (_, file, mistakes) => {
  const entry = relative(process.cwd(), `${project.dir}/${file}`);
  const found = mistakesOf(edited(estate(), { "consumers.storefront.callers.web.entry": entry }));
  expect(found).toHaveLength(mistakes);
  for (const { path, allowed } of found) {
    expect(path).toBe("consumers.storefront.callers.web.entry");
    expect(allowed).toBe("a file that exists, relative to the project's folder");
  }
});

function mistakesOf(declaration: unknown) {
  try {
    definePlatformFrom(declaration);
    return [];
  } catch (error) {
    if (error instanceof DeclarationError) return error.mistakes;
    throw error;
  }
}
