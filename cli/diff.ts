import { Command } from "commander";
import { compareAccess } from "../lattice/access/compare";
import { subjectsOf } from "../lattice/access/subjects/subjects";
import { indexEstate } from "../lattice/decide/index-estate";
import { EstateNames } from "./estate/names";
import { type EstateOptions, readAll, withOrganization } from "./estate/options";
import { comparisonJson, renderComparison } from "./render-comparison";

/** The exit code when somebody may get through who did not before. */
const WIDENS = 2;

/** `trellis diff`: what changes about who can call what. */
export function diffCommand(): Command {
  const command = new Command("diff")
    .description(`what becomes allowed, denied and rerouted, as Markdown; exit code ${WIDENS} when access widens`)
    .argument("<before>", "a folder of cdktf, a plan or a state as JSON; several with commas between")
    .argument("<after>", "the same, as it will be");
  return withOrganization(command).action((before: string, after: string, options: EstateOptions) => {
    const [old, now] = readAll([before.split(","), after.split(",")], options);
    if (!old || !now) return;
    const indexes = [indexEstate(now.estate), indexEstate(old.estate)] as const;
    const comparison = compareAccess(indexes[1], indexes[0]);
    const names = new EstateNames(indexes, subjectsOf(indexes));
    const assumptions = together(old.assumptions, now.assumptions);
    if (options.json) console.log(JSON.stringify(comparisonJson(comparison, names, assumptions), null, 2));
    else console.log(renderComparison(comparison, names, assumptions));
    if (comparison.widens) process.exitCode = WIDENS;
  });
}

/** What is taken to be so on both sides, and on one of them. */
function together(before: readonly string[], after: readonly string[]): readonly string[] {
  return [
    ...before.filter((one) => after.includes(one)),
    ...before.filter((one) => !after.includes(one)).map((one) => `before: ${one}`),
    ...after.filter((one) => !before.includes(one)).map((one) => `after: ${one}`),
  ];
}
