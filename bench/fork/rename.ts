import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Packages and what stands in for them, each with its version. */
export const replacements = [
  { from: "cdktf-cli", to: "cdktn-cli", version: "0.24.0" },
  { from: "@cdktf/provider-aws", to: "@cdktn/provider-aws", version: "25.7.0" },
  { from: "cdktf", to: "cdktn", version: "0.24.0" },
] as const;

/** The fork asks for constructs below 10.8; cdktf is content with this version too. */
export const constructsVersion = "10.7.2";

/** Replaces the packages in package.json. */
export function renamePackages(dir: string): void {
  const path = join(dir, "package.json");
  const project: { dependencies: Record<string, string> } = JSON.parse(readFileSync(path, "utf8"));
  for (const { from, to, version } of replacements) {
    delete project.dependencies[from];
    project.dependencies[to] = version;
  }
  project.dependencies.constructs = constructsVersion;
  writeFileSync(path, JSON.stringify(project, null, 2));
}

/** Replaces the packages where a source file imports them, and nothing else. */
export function renameImports(file: string): void {
  const text = readFileSync(file, "utf8");
  const renamed = replacements.reduce(
    (source, { from, to }) => source.replaceAll(new RegExp(`(["'])${from}(?=["'/])`, "g"), `$1${to}`),
    text,
  );
  if (renamed !== text) writeFileSync(file, renamed);
}
