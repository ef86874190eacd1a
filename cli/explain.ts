import { Command } from "commander";
import { Side } from "../lattice/access/side";
import { subjectsOf } from "../lattice/access/subjects/subjects";
import { indexEstate } from "../lattice/decide/index-estate";
import type { Verdict } from "../lattice/decide/verdict";
import { isUnknown } from "../lattice/value";
import { findService, findSubject, isPrincipal } from "./estate/find";
import { EstateNames } from "./estate/names";
import { type EstateOptions, readFrom, withEstateOptions } from "./estate/options";
import { readParts, readPort } from "./estate/parts";
import { renderVerdict, verdictJson } from "./render-verdict";

interface Options extends EstateOptions {
  readonly header: readonly string[];
  readonly port?: string;
}

/** `trellis explain`: what happens to one request, gate by gate. */
export function explainCommand(): Command {
  const command = new Command("explain")
    .description("what happens to one request, gate by gate, with the Terraform that decides")
    .argument("<caller>", "its name in platform.ts, ARN or name of a role, what trellis access calls it, or anonymous")
    .argument("<service>", "name, account/name, or ARN")
    .argument("<method>", "such as GET")
    .argument("<path>", "such as /orders/1?detail=full")
    .option("--header <header...>", 'such as "accept: application/pdf"', [])
    .option("--port <port>", "the listener's port (default: the service's first listener)");
  return withEstateOptions(command).action(explain);
}

function explain(callerName: string, serviceName: string, method: string, url: string, options: Options): void {
  const parts = readParts(method, url, options.header);
  const given = options.port === undefined ? undefined : readPort(options.port);
  const { estate, assumptions } = readFrom(options);
  const index = indexEstate(estate);
  const subjects = subjectsOf([index], isPrincipal(callerName) ? [callerName] : []);
  const names = new EstateNames([index], subjects);
  const subject = findSubject({ subjects, names }, callerName);
  const service = findService(estate.services, serviceName);
  const port = given ?? service.listeners[0]?.port;
  const side = new Side(index);
  const ways = side.ways(subject, service);
  const answers = ways
    .filter(({ path }) => path.listener.port === port)
    .flatMap((way) => side.ask(subject, way, parts)?.verdict ?? [])
    .sort((left, right) => RANKS[right.effect] - RANKS[left.effect] || right.trace.length - left.trace.length);
  const ports = service.listeners.map((listener) => listener.port).filter((one) => !isUnknown(one));
  const verdict = answers[0] ?? noWay(ways.length > 0, ports.includes(Number(port)), String(port), ports.join(", "));
  const caller = names.show(subject) === subject.label ? subject.label : `${names.show(subject)} (${subject.label})`;
  const title = `${caller} to ${names.service(service)}: ${method} ${url}`;
  if (options.json) console.log(JSON.stringify(verdictJson(verdict, assumptions), null, 2));
  else console.log(renderVerdict(title, verdict, assumptions));
}

const RANKS = { deny: 0, unknown: 1, allow: 2 } as const;

function noWay(associated: boolean, hasPort: boolean, port: string, ports: string): Verdict {
  if (!associated) {
    const reason = "the service is in no service network, or has no listener: nothing answers";
    return { effect: "deny", gate: "association", reason, trace: [] };
  }
  if (!hasPort) {
    const reason = `the service has no listener on port ${port}, only on ${ports}: nothing answers`;
    return { effect: "deny", gate: "listener", reason, trace: [] };
  }
  const reason = "the caller is in no VPC of a service network that the service is in: nothing answers";
  return { effect: "deny", gate: "association", reason, trace: [] };
}
