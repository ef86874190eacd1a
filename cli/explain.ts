import { Command } from "commander";
import pc from "picocolors";
import type { FreeParts } from "../lattice/access/request-classes";
import { Side } from "../lattice/access/side";
import { subjectsOf } from "../lattice/access/subjects/subjects";
import { indexEstate } from "../lattice/decide/index-estate";
import type { Step, Verdict } from "../lattice/decide/verdict";
import { describeUnknown } from "../lattice/value";
import { columns } from "./columns";
import { findService, findSubject, NotFoundError } from "./estate/find";
import { notes } from "./estate/notes";
import { type EstateOptions, readFrom, withEstateOptions } from "./estate/options";
import { known } from "./estate/words";

interface Options extends EstateOptions {
  readonly header: readonly string[];
  readonly port?: string;
}

/** `trellis explain`: what happens to one request, gate by gate. */
export function explainCommand(): Command {
  const command = new Command("explain")
    .description("what happens to one request, gate by gate, with the Terraform that decides")
    .argument("<caller>", "ARN or name of a role, what trellis access calls it, or anonymous")
    .argument("<service>", "name, account/name, or ARN")
    .argument("<method>", "such as GET")
    .argument("<path>", "such as /orders/1?detail=full")
    .option("--header <header...>", 'such as "accept: application/pdf"', [])
    .option("--port <port>", "the listener's port (default: the service's first listener)");
  return withEstateOptions(command).action(explain);
}

function explain(callerName: string, serviceName: string, method: string, url: string, options: Options): void {
  const { estate, assumptions } = readFrom(options);
  const index = indexEstate(estate);
  const named = callerName.startsWith("arn:") && callerName.includes(":role/") ? [callerName] : [];
  const subject = findSubject(subjectsOf([index], named), callerName);
  const service = findService(estate.services, serviceName);
  const side = new Side(index);
  const ways = side.ways(subject, service);
  const port = options.port === undefined ? ways[0]?.path.listener.port : Number(options.port);
  const asked = ways.filter(({ path }) => path.listener.port === port);
  const parts = readParts(method, url, options.header);
  const answers = asked.flatMap((way) => side.ask(subject, way, parts) ?? []);
  const answered = answers.find(({ verdict }) => verdict.effect === "allow") ?? answers[0];
  const verdict: Verdict = answered?.verdict ?? {
    effect: "deny",
    gate: "association",
    reason: noWay(ways.length, port),
    trace: [],
  };
  if (options.json) console.log(JSON.stringify(explainJson(verdict, assumptions), null, 2));
  else console.log(renderVerdict(`${subject.label} to ${known(service.name)}: ${method} ${url}`, verdict, assumptions));
}

function noWay(ways: number, port: unknown): string {
  return ways > 0
    ? `the caller is in no VPC from which port ${String(port)} of the service can be reached`
    : "the service is in no service network, or has no listener";
}

function readParts(method: string, url: string, headers: readonly string[]): FreeParts {
  const [path = "/", query = ""] = url.split("?");
  const parameters: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) parameters[name] = [...(parameters[name] ?? []), value];
  const fields = headers.map((header) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(header) ?? [];
    if (name === undefined) throw new NotFoundError(`"${header}" is no header: write "name: value".`);
    return [name, [value ?? ""]] as const;
  });
  return { method, path, query: parameters, headers: Object.fromEntries(fields) };
}

function renderVerdict(title: string, verdict: Verdict, assumptions: readonly string[]): string {
  const lines = [
    pc.bold(title),
    headline(verdict),
    "",
    ...columns(verdict.trace.map(stepCells)).map((line) => `  ${line}`),
  ];
  if (verdict.body !== undefined) lines.push("", `  ${verdict.body}`);
  const unknowns = verdict.trace.flatMap((step) => step.unknowns ?? []).map(describeUnknown);
  if (unknowns.length > 0)
    lines.push("", "What would have to be known:", ...[...new Set(unknowns)].map((one) => `  ${one}`));
  const more = notes(assumptions, []);
  return [...lines, ...(more.length > 0 ? ["", ...more] : [])].join("\n");
}

function headline({ effect, status, reason, gate }: Verdict): string {
  if (effect === "allow")
    return pc.green(`Allowed${status === undefined ? "" : `, and answered ${status}`}: ${reason}`);
  if (effect === "unknown") return pc.yellow(`Unknown, at the ${gate}: ${reason}`);
  return pc.red(`Denied at the ${gate}, ${status ?? "with a timeout"}: ${reason}`);
}

function stepCells({ gate, result, text, statement, origin }: Step): string[] {
  const mark = result === "pass" ? pc.green("pass") : result === "stop" ? pc.red("stop") : pc.yellow("unknown");
  const place = statement ? `${statement.sid ?? ""} ${statement.pointer}`.trim() : "";
  const where = origin ? `${origin.address} in ${origin.file}` : "";
  return [gate, mark, text, [place, where].filter((one) => one !== "").join(" of ")];
}

function explainJson(
  { effect, gate, status, body, authDeniedReason, reason, trace }: Verdict,
  assumptions: readonly string[],
) {
  const verdict = { effect, gate, status, body, authDeniedReason, reason };
  const steps = trace.map(({ unknowns = [], ...step }) => ({ ...step, unknowns: unknowns.map(describeUnknown) }));
  return { ...verdict, trace: steps, assumptions };
}
