import type { Listener, RuleMatch } from "../estate/service";
import { ANY, type Codes, codesOfText } from "../iam/pattern/codes";
import type { MatchKind } from "../routing/match";
import { isUnknown, type Value } from "../value";
import type { Asked, QuestionSet } from "./questions";
import type { Variable } from "./variables";

/** Collects what the rules of a listener ask about the free parts of a request. */
export function askRules(questions: QuestionSet, listener: Listener): void {
  for (const rule of listener.rules) if (!isUnknown(rule.match)) askMatch(questions, rule.match);
}

const RULE: Asked = { by: "rule" };

function askMatch(questions: QuestionSet, match: RuleMatch): void {
  const { method, path, headers } = match;
  if (method !== undefined) ask(questions, { kind: "method" }, "exact", method, true);
  if (path) ask(questions, { kind: "path" }, path.kind, path.value, path.caseSensitive);
  for (const header of headers) {
    if (isUnknown(header.name)) continue;
    const variable: Variable = { kind: "header", name: header.name.toLowerCase() };
    questions.touch(variable, RULE);
    ask(questions, variable, header.kind, header.value, header.caseSensitive);
  }
}

/** A rule of which it is unknown whether case matters asks both ways. */
function ask(
  questions: QuestionSet,
  variable: Variable,
  kind: MatchKind,
  value: Value<string>,
  caseSensitive: Value<boolean>,
): void {
  if (isUnknown(value)) return;
  const asked = (): Asked => ({ by: "rule" });
  if (caseSensitive !== false) questions.add(variable, { codes: codes(kind, value), fold: false }, asked());
  if (caseSensitive !== true) {
    questions.add(variable, { codes: codes(kind, value.toLowerCase()), fold: true }, asked());
  }
}

function codes(kind: MatchKind, value: string): Codes {
  const text = codesOfText(value);
  if (kind === "exact") return text;
  return kind === "prefix" ? [...text, ANY] : [ANY, ...text, ANY];
}
