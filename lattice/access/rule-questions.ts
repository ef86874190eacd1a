import type { HeaderMatch, Listener, Rule, RuleMatch } from "../estate/service";
import { ANY, type Codes, codesOfText } from "../iam/pattern/codes";
import { type MatchKind, matchRule } from "../routing/match";
import type { RoutedRequest } from "../routing/request";
import { FALSE, type Tri, UNKNOWN } from "../tri";
import { isUnknown, type Value } from "../value";
import { describeTest } from "./describe/describe-strings";
import type { QuestionSet } from "./question-set";
import type { Asked } from "./questions";
import { readName, type Unit } from "./units";
import type { Values } from "./value-ways";
import type { Variable } from "./variables";

/** Collects what the rules of a listener ask about the free parts of a request. */
export function askRules(questions: QuestionSet, listener: Listener): void {
  for (const rule of listener.rules) if (!isUnknown(rule.match)) askMatch(questions, rule.match);
  questions.unite(ruleUnits(listener));
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

const NO_HEADERS: RoutedRequest["headers"] = new Map();

/** The rules in their order; each of those that have none is by itself. */
function ruleUnits({ rules }: Listener): readonly Unit[] {
  const known = rules.filter(({ match }) => !isUnknown(match));
  if (!known.some(({ match }) => !isUnknown(match) && match.headers.length > 0)) return [];
  const group = {};
  const ordered = known.filter(({ priority }) => !isUnknown(priority));
  ordered.sort((left, right) => Number(left.priority) - Number(right.priority));
  const others = known.filter(({ priority }) => isUnknown(priority));
  return [...ordered.map((rule) => unitOf(rule, group)), ...others.map((rule) => unitOf(rule, {}))];
}

function unitOf({ match, uncertain }: Rule, group: object): Unit {
  const headers = isUnknown(match) ? [] : match.headers;
  const byName = new Map<string, HeaderMatch[]>();
  // A header of which the name is unknown is left to chance by every request alike.
  for (const header of headers) {
    if (isUnknown(header.name)) continue;
    const name = header.name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), header]);
  }
  const reads = [...byName].map(([name, own]) => {
    const says = (values: Values): Tri =>
      matchRule({ headers: own }, { method: "", path: "", headers: new Map([[name, values ?? []]]) });
    return [readName("header", name), says] as const;
  });
  const takes = [...byName].map(([name, own]) => [readName("header", name), own.length] as const);
  const nameless = headers.filter(({ name }) => isUnknown(name));
  const rest: Value<RuleMatch> = isUnknown(match) ? match : { ...match, headers: nameless };
  const base = (method: string, path: string) => matchRule(rest, { method, path, headers: NO_HEADERS });
  return {
    group,
    // Whether there is such a rule: where not, those behind it get what it asks for.
    base: uncertain ? (method, path) => (base(method, path) === FALSE ? FALSE : UNKNOWN) : base,
    reads: new Map(reads),
    takes: new Map(takes),
    isDoubtful: uncertain !== undefined || isOpen(match),
    words: headers.map(headerWords).join(" and "),
  };
}

/** Whether it may not be known if a request is what a rule asks for. */
function isOpen(match: Value<RuleMatch>): boolean {
  if (isUnknown(match)) return true;
  const { method, path, headers } = match;
  const texts = [...(path ? [path] : []), ...headers];
  return (
    isUnknown(method) ||
    texts.some(({ value, caseSensitive }) => isUnknown(value) || isUnknown(caseSensitive)) ||
    headers.some(({ name }) => isUnknown(name))
  );
}

function headerWords({ name, kind, value, caseSensitive }: HeaderMatch): string {
  const called = isUnknown(name) ? "<unknown>" : name.toLowerCase();
  if (isUnknown(value)) return `${called}: <unknown>`;
  const fold = caseSensitive === false;
  const text = describeTest({ codes: codes(kind, fold ? value.toLowerCase() : value), fold });
  return `${called}: ${text === "" ? "(empty)" : text}`;
}
