import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { causeOf } from "../../bench/fork/causes";
import { differences } from "../../bench/fork/differences";
import { renameImports } from "../../bench/fork/rename";

const dir = mkdtempSync(join(tmpdir(), "fork-"));
afterAll(() => rmSync(dir, { recursive: true }));

function write(name: string, content: string): string {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

describe("the comparison with the fork", () => {
  it("finds values, missing files and layout, and knows which of them have a cause", () => {
    write("ours/a.json", '{ "version": "0.21.0", "list": [1, 2], "tags": {\n} }');
    write("theirs/a.json", '{ "version": "0.24.0", "list": [1, 3], "tags": {} }');
    write("ours/b.zip", "zip");
    const found = differences(join(dir, "ours"), join(dir, "theirs"));
    expect(found.map(({ path, ours, theirs }) => [path, ours, theirs])).toEqual([
      ["list.1", "2", "3"],
      ["version", '"0.21.0"', '"0.24.0"'],
      ["(layout of an empty object or list)", "two lines", "one line"],
      ["", "a file", "nothing"],
    ]);
    expect(found.map((difference) => causeOf(difference) !== undefined)).toEqual([false, true, true, false]);
  });

  it("renames imports, and no other word", () => {
    const file = write(
      "source.ts",
      'import "cdktf";\nimport "@cdktf/provider-aws/lib/vpc";\nconst cdktf = "cdktf.out";\n',
    );
    renameImports(file);
    expect(readFileSync(file, "utf8")).toBe(
      'import "cdktn";\nimport "@cdktn/provider-aws/lib/vpc";\nconst cdktf = "cdktf.out";\n',
    );
  });
});
