import type { Requests } from "../../lattice/access/describe/requests";
import type { FreeParts } from "../../lattice/access/request-classes";
import type { Subject } from "../../lattice/access/subjects/subject";
import type { Service } from "../../lattice/estate/service";
import { known } from "./words";

/** Requests for machines. */
export function requestsJson({ methods, paths, only, witness }: Requests) {
  return { methods, paths, ...(only === undefined ? {} : { only }), witness };
}

/** A caller for machines. */
export function subjectJson({ kind, label, account }: Subject) {
  return { kind, name: label, ...(account === undefined ? {} : { account }) };
}

/** A service for machines. */
export function serviceJson({ name, account, arn }: Service) {
  return { name: known(name), account: known(account), arn: known(arn) };
}

/** The command that replays a request. */
export function replay(subject: Subject, service: Service, parts: FreeParts): string {
  const query = Object.entries(parts.query).flatMap(([name, values]) => values.map((value) => `${name}=${value}`));
  const path = query.length > 0 ? `${parts.path}?${query.join("&")}` : parts.path;
  const headers = Object.entries(parts.headers).map(
    ([name, values]) => ` --header ${quote(`${name}: ${values.join(",")}`)}`,
  );
  return `npx trellis explain ${quote(subject.label)} ${quote(known(service.name))} ${parts.method} ${quote(path)}${headers.join("")}`;
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
