import pc from "picocolors";
import { defaultOutdir } from "../deploy/outdir";
import { inKb } from "../modules/function/budget";
import type { FunctionCode } from "../stacks/bundles";
import { shellQuoted } from "../stacks/shell-quoted";
import { columns } from "./columns";
import type { Overview, ServiceOverview, StackOverview } from "./overview";

/** The overview as text for people. */
export function renderOverview(overview: Overview): string {
  const { name, output, accounts, stacks, services, functions, findings, removed } = overview;
  const sections = [
    pc.bold(
      `${name}: ${count(accounts.length, "account")}, ${count(stacks.length, "stack")}, ${count(services.length, "service")}`,
    ),
    section(
      "Accounts",
      columns(
        accounts.map(({ key, id, deployRole, external }) => [
          key,
          id,
          `deployed by ${deployRole}`,
          external ? "outside the organization" : "",
        ]),
      ),
    ),
    section("Stacks, in deploy order", stacks.flatMap(renderStack)),
    section("Services", services.flatMap(renderService)),
  ];
  if (functions.length > 0) sections.push(section("Functions, minified", columns(functions.map(renderFunction))));
  if (findings.length > 0)
    sections.push(
      section(
        "Findings",
        findings.map(({ path, message }) => `${pc.yellow(path)}: ${message}`),
      ),
    );
  if (removed.length > 0) sections.push(section(`Removed from ${output}`, removed.map(renderRemoved)));
  if (stacks.length > 0) sections.push(section("Next", nextSteps(stacks, output)));
  return sections.join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  return [pc.bold(title), ...(lines.length > 0 ? lines : ["none"]).map((line) => `  ${line}`)].join("\n");
}

function renderStack({ id, account, region, after, resources }: StackOverview): string[] {
  const total = Object.values(resources).reduce((sum, each) => sum + each, 0);
  const kinds = Object.entries(resources).map(([type, number]) => `${type.replace(/^aws_/, "")} ${number}`);
  const order = after.length > 0 ? `, after ${after.join(", ")}` : "";
  return [
    `${pc.cyan(id)} in ${account}, ${region}: ${count(total, "resource")}${order}`,
    ...wrap(kinds.join(", ")).map((line) => pc.dim(`  ${line}`)),
  ];
}

function renderService({ key, endpoint, network, stack, routes, callers }: ServiceOverview): string[] {
  const routeLines = columns(routes.map(({ match, action }) => [match, `-> ${action}`]));
  const callerLines = columns(
    callers.map(({ caller, methods, paths }) => [
      caller,
      methods.length > 0 ? methods.join(", ") : "any method",
      paths.join(", "),
    ]),
  );
  return [
    `${pc.cyan(key)} on ${network}, from ${stack}`,
    `  endpoint  ${endpoint}`,
    ...labelled("routes", routeLines),
    ...labelled("callers", callerLines.length > 0 ? callerLines : ["nobody: add grants"]),
  ];
}

function renderFunction({ path, entry, size, budget }: FunctionCode): string[] {
  return [path, entry, `${inKb(size)} KB of ${budget} KB`];
}

function renderRemoved(id: string): string {
  return `${pc.yellow(id)} is declared no more. If it is deployed, declare it again and run: npx trellis destroy ${id}`;
}

function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(8)}  ${line}`);
}

function nextSteps(stacks: readonly StackOverview[], output: string): string[] {
  const first = stacks[0]?.id ?? "";
  const [from, into] =
    output === defaultOutdir ? ["", ""] : [` --from ${shellQuoted(output)}`, ` --output ${shellQuoted(output)}`];
  return columns([
    [`npx trellis access${from}`, "who can call what, from the Terraform alone"],
    ["npx trellis preflight", "whether credentials, deploy roles and state are ready for a deploy"],
    [`npx cdktf diff ${first}`, "what a deploy would change, with credentials for that account's deploy role"],
    [`npx trellis deploy --all${into}`, "the stacks in the order above, asking once per wave"],
    [`${output}/stacks/${first}`, "the Terraform itself"],
  ]);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Breaks at commas, so that a line fits a terminal. */
function wrap(text: string, width = 100): string[] {
  const lines: string[] = [];
  for (const word of text.split(", ")) {
    const last = lines.pop();
    if (last === undefined) lines.push(word);
    else if (last.length + word.length + 2 > width) lines.push(`${last},`, word);
    else lines.push(`${last}, ${word}`);
  }
  return lines;
}
