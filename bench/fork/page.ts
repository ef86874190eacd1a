import { causeOf } from "./causes";
import type { Difference } from "./differences";
import { constructsVersion, replacements } from "./rename";

/** What was compared. */
export interface Comparison {
  /** Files that the example's synth writes. */
  readonly files: number;
  readonly differences: readonly Difference[];
}

/** The page for people who think about the switch. */
export function pageOf({ files, differences }: Comparison): string {
  const explained = differences.every((difference) => causeOf(difference) !== undefined);
  return `# The maintained fork

CDK for Terraform is no longer developed by HashiCorp. Its maintained fork, CDK Terrain, is a rename away: Trellis uses
nothing that the fork changed. \`npm run compare:fork\` checks it and writes this page. In a scratch copy it replaces

${replacements.map(({ from, to, version }) => `- \`${from}\` by \`${to}\` ${version}`).join("\n")}

in \`package.json\` and in every import, installs, checks the types of the whole project, and synthesizes the example
estate. Types and synth succeed, and of the ${files} files written these places differ:

| Where | Ours | The fork's | Files | Cause |
|---|---|---|---:|---|
${differences.map(row).join("\n")}

${explained ? "Resources, data sources, outputs, conditions, addresses and assets are the same." : "Some of these causes are not known yet."}

## To switch

1. Make the replacements above, and set \`constructs\` to ${constructsVersion}: the fork asks for less than 10.8.
2. In \`cdktf.json\` and in scripts, \`cdktf\` becomes \`cdktn\`; the environment variables keep their names.
3. Use Node 22.19 or newer: the fork's command and bindings ask for it.
4. Plan every stack before the first deploy and expect no change: addresses, arguments and state paths are the same.
`;
}

function row(difference: Difference): string {
  const { path, ours, theirs, files } = difference;
  return `| \`${path}\` | ${code(ours)} | ${code(theirs)} | ${files.length} | ${causeOf(difference) ?? "not known yet"} |`;
}

function code(text: string): string {
  return text.startsWith('"') ? `\`${text}\`` : text;
}
