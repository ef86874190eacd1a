import pc from "picocolors";
import type { Gate, Step, Verdict } from "../lattice/decide/verdict";
import { describeUnknown } from "../lattice/value";
import { notes } from "./estate/notes";

/** What happens to one request, for people. */
export function renderVerdict(title: string, verdict: Verdict, assumptions: readonly string[]): string {
  const lines = [pc.bold(title), headline(verdict)];
  if (verdict.trace.length > 0) lines.push("", ...verdict.trace.flatMap(stepLines));
  if (verdict.body !== undefined) lines.push("", `  ${verdict.body}`);
  const unknowns = [...new Set(verdict.trace.flatMap((step) => step.unknowns ?? []).map(describeUnknown))];
  if (unknowns.length > 0) lines.push("", "What would have to be known:", ...unknowns.map((one) => `  ${one}`));
  const more = notes(assumptions, []);
  return [...lines, ...(more.length > 0 ? ["", ...more] : [])].join("\n");
}

/** What VPC Lattice answers at a gate that stops a request, when it gets that far; nothing at the others. */
const ANSWERS: Partial<Record<Gate, number>> = {
  host: 404,
  headers: 400,
  "network policy": 403,
  "service policy": 403,
  "identity policy": 403,
};

/** What a client sees: behind a doubt, what the gate answers or nothing. */
function denialWords({ status, gate, trace }: Verdict): string {
  if (status !== undefined) return `${status}`;
  const answer = gate && ANSWERS[gate];
  const isDoubtful = trace.some(({ result }) => result === "unknown");
  return answer !== undefined && isDoubtful ? `${answer} if it gets that far, a timeout otherwise` : "with a timeout";
}

function headline(verdict: Verdict): string {
  const { effect, status, reason, gate } = verdict;
  if (effect === "allow")
    return pc.green(`Allowed${status === undefined ? "" : `, and answered ${status}`}: ${reason}`);
  if (effect === "unknown") return pc.yellow(`Unknown, at the ${gate}: ${reason}`);
  return pc.red(`Denied at the ${gate}, ${denialWords(verdict)}: ${reason}`);
}

const PAINTS = { pass: pc.green, stop: pc.red, unknown: pc.yellow } as const;
const GATE_WIDTH = 17;
const RESULT_WIDTH = 9;
const INDENT = " ".repeat(2 + GATE_WIDTH + RESULT_WIDTH);

/** The gate and what happened there, and below it what decided. */
function stepLines({ gate, result, text, statement, origin }: Step): readonly string[] {
  const line = `  ${gate.padEnd(GATE_WIDTH)}${PAINTS[result](result.padEnd(RESULT_WIDTH))}${text}`;
  const place = statement ? [statement.sid, statement.pointer].filter(Boolean).join(" ") : "";
  const where = [place, origin ? `${origin.address} in ${origin.file}` : ""].filter((one) => one !== "").join(" of ");
  return where === "" ? [line] : [line, INDENT + pc.dim(where)];
}

/** The same for machines. */
export function verdictJson(
  { effect, gate, status, body, authDeniedReason, reason, trace }: Verdict,
  assumptions: readonly string[],
) {
  const verdict = { effect, gate, status, body, authDeniedReason, reason };
  const steps = trace.map(({ unknowns = [], ...step }) => ({ ...step, unknowns: unknowns.map(describeUnknown) }));
  return { ...verdict, trace: steps, assumptions };
}
