import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../../deploy/adopt/kinds";

/** Types of the resources that modules and stacks import, as Terraform calls them. */
function importedTypes(): string[] {
  const sources = ["modules", "stacks"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(folder, file), "utf8")),
  );
  const names = sources.flatMap((text) =>
    [...text.matchAll(/@cdktf\/provider-aws\/lib\/([a-z0-9-]+)/g)].map(([, name = ""]) => name),
  );
  const resources = [...new Set(names)].filter((name) => name !== "provider" && !name.startsWith("data-aws-"));
  return resources.map((name) => `aws_${name.replace(/-/g, "_")}`).sort();
}

test("every type that a stack can make can be taken in, or is the same when it is made again; and no other is described", () => {
  expect(importedTypes().length).toBeGreaterThan(40);
  expect(Object.keys(kinds).sort()).toEqual(importedTypes());
});

test("what AWS lets an account have twice is looked up", () => {
  const twice = ["aws_ram_resource_share", "aws_vpc", "aws_route_table", "aws_route53_zone", "aws_s3_bucket"];
  expect(twice.filter((type) => !("find" in (kinds[type] ?? {})))).toEqual([]);
});
