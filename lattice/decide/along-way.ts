import type { VpcAssociation } from "../estate/network";
import { type Approach, knownApproach } from "./approach";
import { authorize } from "./authorize";
import { conclude } from "./conclude";
import { headerExcess, readHeaders } from "./headers";
import type { EstateIndex } from "./index-estate";
import type { LatticeRequest } from "./request";
import { routeStep } from "./route-step";
import type { Verdict } from "./verdict";

/** Follows a request along one way into a service network, gate by gate, up to the one that stops it. */
export function alongWay(index: EstateIndex, request: LatticeRequest, way: VpcAssociation): Verdict {
  const approach = knownApproach(index, request, way);
  return approach.kind === "ended" ? approach.verdict : arrive(index, request, approach);
}

/** The rest: headers, policies and rules. */
export function arrive(
  index: EstateIndex,
  request: LatticeRequest,
  { trace, path }: Extract<Approach, { kind: "arrived" }>,
): Verdict {
  const { network, service, listener } = path;
  const headers = readHeaders(request.headers);
  const excess = headerExcess(headers);
  const passed = { network, service, listener };
  if (excess) return conclude([...trace, { gate: "headers", result: "stop", text: excess }], passed, { status: 400 });
  const { steps, denial } = authorize(index, request, path, headers);
  if (denial) return conclude([...trace, ...steps], passed, denial.answer, denial.decisive);
  const { step, routing, status } = routeStep(index, listener, { method: request.method, path: request.path, headers });
  const answer = status === undefined ? {} : { status };
  return conclude([...trace, ...steps, step], { ...passed, routing }, answer);
}
