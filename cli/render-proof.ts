import pc from "picocolors";
import type { Counterexample, Proof } from "../lattice/access/prove-only";
import { partsOf } from "../lattice/access/rows";
import { replay, serviceJson, subjectJson } from "./estate/request-json";
import { serviceName } from "./estate/words";

/** What differs between the grants and the Terraform, with requests to replay. */
export function renderProof({ counterexamples, decided }: Proof): string {
  if (counterexamples.length === 0) {
    return pc.green(`Proven: exactly what is granted gets through (${decided} classes of requests decided).`);
  }
  return counterexamples
    .flatMap((one) => [pc.red(sentence(one)), `  ${replay(one.subject, one.service, partsOf(one))}`])
    .join("\n");
}

function sentence({ kind, subject, service, verdict }: Counterexample): string {
  const through = verdict.effect === "unknown" ? `may get through (${verdict.reason})` : "gets through";
  return kind === "beyond"
    ? `${subject.label} ${through} to ${serviceName(service)}, and nobody granted it:`
    : `${subject.label} is granted and calls ${serviceName(service)}, and does not get through (${verdict.reason}):`;
}

/** The same for machines. */
export function proofJson({ counterexamples, decided }: Proof) {
  return {
    decided,
    counterexamples: counterexamples.map((one) => ({
      kind: one.kind,
      caller: subjectJson(one.subject),
      service: serviceJson(one.service),
      request: partsOf(one),
      verdict: { effect: one.verdict.effect, reason: one.verdict.reason },
      replay: replay(one.subject, one.service, partsOf(one)),
    })),
  };
}
