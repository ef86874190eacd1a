import { TooManyClassesError } from "../../../lattice/access/combinations";
import { accessRows } from "../../../lattice/access/rows";
import { shadowedRules } from "../../../lattice/access/shadowed-rules";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import base from "../decide/cases/estate.json";
import { makeEstate } from "../decide/estate";

const WEB = "arn:aws:iam::333333333333:role/app/storefront-web";
const OPEN = { "vpcAssociations.0.securityGroups": [] };
const range = (count: number) => [...new Array(count).keys()];

/** Rules that match headers of their own, or the same ones. */
function rules(count: number, nameOf: (rule: number, header: number) => string) {
  return range(count).map((rule) => ({
    id: `rule-${rule}`,
    name: `rule-${rule}`,
    priority: rule,
    match: {
      headers: range(5).map((header) => ({
        name: nameOf(rule, header),
        kind: "exact",
        value: `v${rule}`,
        caseSensitive: false,
      })),
    },
    action: { kind: "fixedResponse", statusCode: 400 + rule },
  }));
}

function listeners(own: readonly object[], count = 3) {
  const [first] = base.services[0]?.listeners ?? [];
  return range(count).map((at) => ({ ...first, id: `listener-${at}`, port: 8000 + at, rules: own }));
}

describe("many headers", () => {
  test.each<[string, (rule: number, header: number) => string]>([
    ["each rule with headers of its own", (rule, header) => `x-${rule}-${header}`],
    ["the same headers in every rule", (_, header) => `x-${header}`],
    ["headers that neighbours share", (rule, header) => `x-${rule + header}`],
  ])("%s: ten rules with five each at three listeners take no time", (_, nameOf) => {
    const index = indexEstate(makeEstate({ ...OPEN, "services.0.listeners": listeners(rules(10, nameOf)) }));
    // Other processes take time of the clock, not of this one.
    const before = process.cpuUsage();
    const { rows } = accessRows(index, subjectsOf([index]));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(5_000);
    expect(shadowedRules(index)).toEqual([]);
    const to = rows.filter(({ subject, port }) => subject.label === WEB && port === 8002);
    expect(to.map((row) => row.to)).toEqual(expect.arrayContaining(range(10).map((rule) => `${400 + rule}`)));
    for (const { witness, to: expected } of to) {
      const { effect, status } = decideIn(index, witness);
      expect([effect, expected.startsWith("4") ? `${status}` : expected]).toEqual(["allow", expected]);
    }
    const last = to.find((row) => row.to === "409");
    expect(last?.requests[0]?.only).toMatch(/^with x-.*: v9 \(in any case\)/);
  });

  test("more ways than can be gone through are said, and are no crash", () => {
    const priority = {
      kind: "unknown",
      type: "number",
      reason: "known after apply",
      origin: { file: "", address: "" },
    };
    const unordered = rules(40, (rule, header) => `x-${rule}-${header}`).map((rule) => ({ ...rule, priority }));
    const index = indexEstate(makeEstate({ ...OPEN, "services.0.listeners": listeners(unordered, 1) }));
    expect(() => accessRows(index, subjectsOf([index]))).toThrow(TooManyClassesError);
    expect(() => accessRows(index, subjectsOf([index]))).toThrow(/let fewer rules or statements ask about headers/);
  });
});
