import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8 } from "fflate";
import { buildFiles } from "../../../modules/function/build";
import { parenthesize } from "../../../modules/function/eager";
import { exporting } from "../../../modules/function/exporting";
import { Project } from "../../support/project";

const source = `type Eager = (...values: never[]) => unknown;
export const outer = function (name: string) {
  const lazy = function () {
    return [name];
  };
  const inner = function () {
    return name;
  } satisfies Eager;
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

test("each of the runtime's own is found", () => {
  const files = readdirSync("functions/runtime", { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.ts$/.test(file),
  );
  const sources = files.map((file) => readFileSync(join("functions/runtime", file), "utf8"));
  const ends = (texts: readonly string[], end: RegExp) => texts.flatMap((text) => text.match(end) ?? []).length;
  const [open, closed] = [/^ *\} satisfies Eager;/gm, /^ *\}\) satisfies Eager;/gm];
  const eager = ends(sources, open);
  expect(eager).toBeGreaterThan(40);
  expect(ends(sources.map(parenthesize), open)).toBe(0);
  expect(ends(sources.map(parenthesize), closed)).toBe(ends(sources, closed) + eager);
});
