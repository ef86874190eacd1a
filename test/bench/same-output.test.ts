import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertSameOutput } from "../../bench/synth/same-output";

const dir = mkdtempSync(join(tmpdir(), "same-output-"));
afterAll(() => rmSync(dir, { recursive: true }));

let written = 0;

function output(stacks: Record<string, unknown>): string {
  const outdir = join(dir, String(written++));
  for (const [id, stack] of Object.entries(stacks)) {
    mkdirSync(join(outdir, "stacks", id), { recursive: true });
    writeFileSync(join(outdir, "stacks", id, "cdk.tf.json"), JSON.stringify(stack));
  }
  return outdir;
}

const stack = {
  resource: { aws_vpc: { one: { "//": { path: "a" }, cidr: "10.0.0.0/16" } } },
  data: { aws_x: { y: {} } },
};

describe("assertSameOutput", () => {
  it("counts resources and data sources, and takes no notice of comments", () => {
    const other = { ...stack, resource: { aws_vpc: { one: { "//": { path: "b" }, cidr: "10.0.0.0/16" } } } };
    expect(assertSameOutput(output({ a: stack }), output({ a: other }))).toBe(2);
  });

  it("refuses different numbers of a type", () => {
    const more = { ...stack, resource: { aws_vpc: { ...stack.resource.aws_vpc, two: {} } } };
    expect(() => assertSameOutput(output({ a: stack }), output({ a: more }))).toThrow("aws_vpc: 1 and 2");
  });

  it("refuses the same resources with another value", () => {
    const other = { ...stack, resource: { aws_vpc: { one: { cidr: "10.1.0.0/16" } } } };
    expect(() => assertSameOutput(output({ a: stack }), output({ a: other }))).toThrow("Different stacks: a");
  });

  it("refuses a stack that only one side has", () => {
    expect(() => assertSameOutput(output({ a: stack }), output({ a: stack, b: {} }))).toThrow("Different stacks: b");
  });
});
