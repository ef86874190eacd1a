import { strFromU8 } from "fflate";
import { buildFiles } from "../../../modules/function/build";
import { exporting } from "../../../modules/function/exporting";
import { Project } from "../../support/project";

const source = `type Eager = (...values: never[]) => unknown;
export const outer = function (name: string) {
  const inner = function () {
    return name;
  } satisfies Eager;
  const lazy = function () {
    return [name];
  };
  return [inner, lazy];
} satisfies Eager;
`;

async function built(folder: string): Promise<string> {
  const entry = `functions/${folder}/handler.ts`;
  const project = new Project({ [entry]: source });
  try {
    const { code } = await buildFiles(exporting(entry, "outer", project.dir));
    return strFromU8(code["index.js"] as Uint8Array);
  } finally {
    project.remove();
  }
}

test("the runtime's eager functions are in parentheses, and no others", async () => {
  const code = await built("runtime");
  expect(code.match(/[=[]\(function\(/g)).toHaveLength(2);
  expect(code.match(/function\(/g)).toHaveLength(3);
});

test("the functions of a service are left as they are", async () => {
  expect(await built("orders")).not.toContain("(function(");
});
