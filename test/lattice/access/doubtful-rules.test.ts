import { compareAccess } from "../../../lattice/access/compare";
import { QuestionSet } from "../../../lattice/access/question-set";
import { witnesses } from "../../../lattice/access/request-classes";
import { askRules } from "../../../lattice/access/rule-questions";
import { shadowedRules } from "../../../lattice/access/shadowed-rules";
import { indexEstate } from "../../../lattice/decide/index-estate";
import base from "../decide/cases/estate.json";
import { makeEstate } from "../decide/estate";

const OPEN = { "vpcAssociations.0.securityGroups": [] };
const [LISTENER] = base.services[0]?.listeners ?? [];
const FORWARD = LISTENER?.rules[0]?.action;

function unknown(type: string) {
  return { kind: "unknown", type, reason: "known after apply", origin: { file: "", address: "" } };
}

function rule(priority: number, [kind, value]: readonly [string, string], more: object = {}) {
  const headers = [{ name: "x-stage", kind, value, caseSensitive: true }];
  const action = { kind: "fixedResponse", statusCode: 400 + priority };
  return { id: `rule-${priority}`, name: `rule-${priority}`, priority, match: { headers }, action, ...more };
}

function withRules(...rules: readonly object[]) {
  return indexEstate(makeEstate({ ...OPEN, "services.0.listeners": [{ ...LISTENER, rules }] }));
}

const first = ["prefix", "a"] as const;
const second = ["exact", "ab"] as const;

describe("a rule of which only apply tells whether the listener has it", () => {
  const uncertain = unknown("object");

  test("does not take for certain what a later rule asks for", () => {
    expect(shadowedRules(withRules(rule(1, first), rule(2, second))).map(({ rule }) => rule.id)).toEqual(["rule-2"]);
    expect(shadowedRules(withRules(rule(1, first, { uncertain }), rule(2, second)))).toEqual([]);
  });

  test("may be asked for together with another one", () => {
    const { estate } = withRules(rule(1, ["exact", "a"], { uncertain }), rule(2, ["exact", "b"], { uncertain }));
    const questions = new QuestionSet();
    for (const listener of estate.services[0]?.listeners ?? []) askRules(questions, listener);
    const sent = [...witnesses(questions.questions())].map(({ headers }) => headers["x-stage"]?.join("+"));
    expect(sent).toEqual([undefined, "a", "b", "a+b"]);
  });

  test("does not hide that a target gets what a later rule asks for", () => {
    const [before, after] = [{}, { action: FORWARD }].map((action) =>
      withRules(rule(1, first, { uncertain }), rule(2, second, action)),
    );
    const { changes, widens } = before && after ? compareAccess(before, after) : { changes: [], widens: false };
    expect(changes.map(({ kind }) => kind)).toContain("uncertain");
    expect(widens).toBe(true);
  });
});
