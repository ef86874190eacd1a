import type { Requests } from "../../lattice/access/describe/requests";
import type { FreeParts } from "../../lattice/access/request-classes";
import type { Subject } from "../../lattice/access/subjects/subject";
import type { Service } from "../../lattice/estate/service";
import type { EstateNames } from "./names";
import { known } from "./words";

/** Requests for machines. */
export function requestsJson({ methods, paths, only, witness }: Requests) {
  return { methods, paths, ...(only === undefined ? {} : { only }), witness };
}

/** A caller for machines; `declared` is what platform.ts calls it. */
export function subjectJson(subject: Subject, names: EstateNames) {
  const { kind, label, account } = subject;
  const declared = names.of(subject);
  return {
    kind,
    name: label,
    ...(declared.length > 0 ? { declared } : {}),
    ...(account === undefined ? {} : { account }),
  };
}

/** A service for machines. */
export function serviceJson({ name, account, arn }: Service) {
  return { name: known(name), account: known(account), arn: known(arn) };
}

/** One request of a caller to a service, to replay. */
export interface Replayed {
  readonly subject: Subject;
  readonly service: Service;
  readonly parts: FreeParts;
  /** Of the listener. */
  readonly port?: number;
}

/** The command that replays a request. */
export function replay({ subject, service, parts, port }: Replayed, names: EstateNames): string {
  const query = Object.entries(parts.query).flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  const url = query.length > 0 ? `${parts.path}?${query.join("&")}` : parts.path;
  const headers = Object.entries(parts.headers).flatMap(([name, values]) =>
    values.flatMap((value) => ["--header", `${name}: ${value}`]),
  );
  const through = port === undefined || service.listeners[0]?.port === port ? [] : ["--port", String(port)];
  const words = [names.show(subject), names.service(service), parts.method, url, ...through, ...headers];
  return ["npx trellis explain", ...words.map(quote)].join(" ");
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
