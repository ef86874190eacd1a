import pc from "picocolors";
import type { Counterexample, Proof } from "../lattice/access/prove-only";
import { partsOf } from "../lattice/access/rows";
import { isUnknown } from "../lattice/value";
import type { EstateNames } from "./estate/names";
import { legendLines, notes, unsupportedLines } from "./estate/notes";
import { replay, serviceJson, subjectJson } from "./estate/request-json";
import { serviceName } from "./estate/words";

/** What differs between the grants and the Terraform, with requests to replay. */
export function renderProof(
  { counterexamples, decided, unsupported }: Proof,
  names: EstateNames,
  assumptions: readonly string[],
): string {
  const more = notes(assumptions, unsupported);
  const last = more.length > 0 ? ["", ...more] : [];
  if (counterexamples.length === 0) {
    const proven = `Proven: exactly what is granted gets through (${decided} classes of requests decided).`;
    return [pc.green(proven), ...last].join("\n");
  }
  const lines = counterexamples.flatMap((one) => [pc.red(sentence(one, names)), `  ${replayOf(one, names)}`]);
  const legend = legendLines(
    names,
    counterexamples.map(({ subject }) => subject),
  );
  return [...lines, ...legend, ...last].join("\n");
}

function sentence({ kind, subject, service, verdict }: Counterexample, names: EstateNames): string {
  const [caller, callee, uncertain] = [names.show(subject), serviceName(service), verdict.effect === "unknown"];
  if (kind === "beyond") {
    const through = uncertain ? `may get through (${verdict.reason})` : "gets through";
    return `${caller} ${through} to ${callee}, and nobody granted it:`;
  }
  if (kind === "unanswered")
    return `${caller} is granted and calls ${callee}, and no target gets it (${verdict.reason}):`;
  const not = uncertain ? "it cannot be known whether it gets through" : "does not get through";
  return `${caller} is granted and calls ${callee}, and ${not} (${verdict.reason}):`;
}

function replayOf(one: Counterexample, names: EstateNames): string {
  const port = one.verdict.listener?.port;
  return replay({ ...one, parts: partsOf(one), ...(port === undefined || isUnknown(port) ? {} : { port }) }, names);
}

/** The same for machines. */
export function proofJson(
  { counterexamples, decided, unsupported }: Proof,
  names: EstateNames,
  assumptions: readonly string[],
) {
  return {
    proven: counterexamples.length === 0,
    decided,
    counterexamples: counterexamples.map((one) => ({
      kind: one.kind,
      caller: subjectJson(one.subject, names),
      service: serviceJson(one.service),
      request: partsOf(one),
      verdict: { effect: one.verdict.effect, reason: one.verdict.reason },
      replay: replayOf(one, names),
    })),
    unsupported: unsupportedLines(unsupported),
    assumptions,
  };
}
