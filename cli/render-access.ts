import pc from "picocolors";
import type { AccessRow } from "../lattice/access/rows";
import type { ShadowedRule } from "../lattice/access/shadowed-rules";
import { Side } from "../lattice/access/side";
import type { Subject } from "../lattice/access/subjects/subject";
import type { EstateIndex } from "../lattice/decide/index-estate";
import type { Service } from "../lattice/estate/service";
import type { AskedAccess } from "./access";
import { columns } from "./columns";
import { type CallerRow, mergeRows, together } from "./estate/merge-rows";
import { legendLines, notes, unsupportedLines } from "./estate/notes";
import { replay, requestsJson, serviceJson, subjectJson } from "./estate/request-json";
import { known, methodWords, pathWords, serviceName } from "./estate/words";

/** Callers against services. */
export function renderAccess(_: EstateIndex, access: AskedAccess, assumptions: readonly string[]): string {
  return page(
    [summary(access), ...access.services.flatMap((service) => section(service, access)), ...nobodyElse(access)],
    access,
    assumptions,
  );
}

/** One caller or one service: what is let through, with a request to replay, and why the rest is not. */
export function renderOne(index: EstateIndex, access: AskedAccess, assumptions: readonly string[]): string {
  const replays = access.rows.flatMap(({ subject, service, port, requests }) =>
    requests.map(({ witness: parts }) => replay({ subject, service, parts, port }, access.names)),
  );
  const reached = access.services.filter((service) => access.rows.some((row) => row.service === service));
  const shown = access.subjects.length === 1 ? reached : access.services;
  const lines = [summary(access), ...shown.flatMap((service) => section(service, access))];
  if (replays.length > 0) lines.push("", pc.bold("To replay"), ...[...new Set(replays)].map((line) => `  ${line}`));
  const denied = denials(index, access);
  if (denied.length > 0)
    lines.push("", pc.bold("Denied whatever they send"), ...columns(denied).map((line) => `  ${line}`));
  return page(lines, access, assumptions);
}

function summary({ rows, services, subjects }: AskedAccess): string {
  const callers = (some: readonly AccessRow[]) => new Set(some.map(({ subject }) => subject.key));
  const through = callers(rows.filter(({ effect }) => effect === "allow"));
  const open = [...callers(rows)].filter((key) => !through.has(key)).length;
  const to = `${services.length} ${services.length === 1 ? "service" : "services"}`;
  const rest = open === 0 ? "" : `; of ${open} more it cannot be known`;
  return pc.bold(`${through.size} of ${subjects.length} callers get through to ${to}${rest}`);
}

function section(service: Service, { rows, names }: AskedAccess): string[] {
  const own = rows.filter((row) => row.service === service);
  const title = `${pc.cyan(serviceName(service))} of ${known(service.account)}${service.authType === "NONE" ? pc.yellow(" (auth type NONE)") : ""}`;
  if (own.length === 0) return ["", title, "  nobody"];
  const { rows: shown, elsewhere } = withoutRepeated(own.flatMap(rowsOf));
  const table = callerTable(mergeRows(shown, names)).map((line) => `  ${line}`);
  return ["", title, ...table, ...elsewhere.map((reason) => pc.dim(`  perhaps from other VPCs, too: ${reason}`))];
}

/** What is let through from one VPC need not be said again where it is unknown from another. */
function withoutRepeated(rows: readonly RouteRow[]) {
  const through = new Set(rows.filter(({ reason }) => reason === undefined).map(({ request }) => request));
  const isRepeated = ({ request, reason }: RouteRow) => reason !== undefined && through.has(request);
  const elsewhere = rows.filter(isRepeated).flatMap(({ reason }) => reason ?? []);
  return { rows: rows.filter((row) => !isRepeated(row)), elsewhere: [...new Set(elsewhere)] };
}

interface RouteRow extends CallerRow {
  /** The same for the same requests of the same caller to the same targets. */
  readonly request: string;
  /** Why it is unknown whether they get through. */
  readonly reason?: string;
}

/** So long a caller does not push the rest aside: it stands above it. */
const WIDE = 45;

function callerTable(rows: ReturnType<typeof mergeRows>): string[] {
  const table = columns(rows.map(([callers, { cells }]) => [callers.length > WIDE ? "" : callers, ...cells]));
  return table.flatMap((line, index) => {
    const callers = rows[index]?.[0] ?? "";
    const isNew = callers.length > WIDE && callers !== rows[index - 1]?.[0];
    return isNew ? [callers, line] : [line];
  });
}

function rowsOf(row: AccessRow): readonly RouteRow[] {
  const { subject, port, effect, to, reason, requests, network } = row;
  return requests.map((one) => {
    const what = [methodWords(one), pathWords(one), `${network}:${port === 0 ? "?" : port}`];
    const request = JSON.stringify([subject.key, ...what, to]);
    if (effect === "allow") return { subject, cells: [...what, `-> ${to}`], request };
    return { subject, cells: [...what, `unknown: ${reason}`], request, reason: reason ?? "" };
  });
}

/** Who was asked about and gets through to nothing, so that nobody needs to wonder. */
function nobodyElse({ rows, subjects, names }: AskedAccess): string[] {
  const through = new Set(rows.map(({ subject }) => subject.key));
  const others = subjects.filter(({ key }) => !through.has(key));
  const roles = others.filter(({ kind }) => kind === "role").map((subject) => names.show(subject));
  const groups = others.filter(({ kind }) => kind !== "role").map(({ label }) => label);
  const few = roles.length <= FEW ? roles : [`${roles.length} roles of the Terraform`];
  return others.length === 0
    ? []
    : ["", pc.bold("Nobody else"), ...[...few, ...together(groups)].map((one) => `  ${one}`)];
}

/** So many roles are named one by one. */
const FEW = 20;

/** Why those who cannot get through cannot: the gate that stops their plainest request. */
function denials(index: EstateIndex, { rows, subjects, services, names }: AskedAccess): string[][] {
  const side = new Side(index);
  const through = new Set(rows.map(({ subject, service }) => `${subject.key} ${service.id}`));
  return services.flatMap((service) =>
    subjects
      .filter((subject) => !through.has(`${subject.key} ${service.id}`))
      .map((subject) => [names.show(subject), serviceName(service), reasonOf(side, subject, service)]),
  );
}

function reasonOf(side: Side, subject: Subject, service: Service): string {
  const ways = side.ways(subject, service);
  const answers = ways.flatMap(
    (way) => side.ask(subject, way, { method: "GET", path: "/", headers: {}, query: {} }) ?? [],
  );
  const [best] = answers.sort((left, right) => right.verdict.trace.length - left.verdict.trace.length);
  return best?.verdict.reason ?? "it is in no VPC of a service network that the service is in";
}

function page(lines: readonly string[], access: AskedAccess, assumptions: readonly string[]): string {
  const { names, rows, subjects, services } = access;
  const shown = subjects.length > 1 && services.length > 1 ? rows.map(({ subject }) => subject) : subjects;
  const legend = legendLines(names, shown);
  const more = [...access.shadowed.map(shadowedLine), ...notes(assumptions, access.unsupported)];
  return [...lines, ...legend, ...(more.length > 0 ? ["", ...more] : [])].join("\n");
}

function shadowedLine({ service, rule, example }: ShadowedRule): string {
  const why = example
    ? `${known(example.takenBy.name)} takes them first, such as ${example.method} ${example.path}`
    : "no request is what it asks for";
  return pc.yellow(`The rule ${known(rule.name)} of ${serviceName(service)} never gets a request: ${why}.`);
}

/** The same for machines. */
export function accessJson({ rows, unsupported, shadowed, names }: AskedAccess, assumptions: readonly string[]) {
  return {
    access: rows.map(({ subject, service, network, port, effect, to, reason, requests }) => ({
      caller: subjectJson(subject, names),
      service: serviceJson(service),
      network,
      port,
      effect,
      to,
      ...(reason === undefined ? {} : { reason }),
      requests: requests.map(requestsJson),
    })),
    shadowed: shadowed.map(({ service, rule, example }) => ({
      service: serviceJson(service),
      rule: rule.origin,
      ...(example ? { example: { ...example, takenBy: example.takenBy.origin } } : {}),
    })),
    unsupported: unsupportedLines(unsupported),
    assumptions,
  };
}
