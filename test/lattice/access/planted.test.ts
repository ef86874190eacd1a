import { compareAccess } from "../../../lattice/access/compare";
import { proveOnly } from "../../../lattice/access/prove-only";
import { shadowedRules } from "../../../lattice/access/shadowed-rules";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { type Changes, makeEstate } from "../decide/estate";
import planted from "./cases/planted.json";
import { GRANTS } from "./granted";

interface Finds {
  readonly kind: string;
  readonly caller: string;
  readonly method?: string;
  readonly path?: string;
}

const prove = (changes: Changes) => proveOnly(indexEstate(makeEstate(changes)), GRANTS).counterexamples;

test("what was meant is proven", () => {
  const proof = proveOnly(indexEstate(makeEstate()), GRANTS);
  expect(proof.counterexamples).toEqual([]);
  expect(proof.decided).toBeGreaterThan(10);
});

describe.each(planted)("$name", ({ bug, nearMiss, finds }) => {
  test("is found, with a request to replay", () => {
    const { kind, caller, method, path }: Finds = finds;
    const found = prove(bug as Changes).find((one) => one.kind === kind && one.subject.label === caller);
    expect(found).toBeDefined();
    if (!found) return;
    if (method !== undefined) expect(found.request.method).toBe(method);
    if (path !== undefined) expect(found.request.path).toBe(path);
    const replayed = decideIn(indexEstate(makeEstate(bug as Changes)), found.request);
    expect(replayed.effect).toBe(kind === "beyond" ? "allow" : "deny");
    const base = indexEstate(makeEstate());
    const same = subjectsOf([base])
      .find((one) => one.key === found.subject.key)
      ?.callerIn(base);
    expect(decideIn(base, { ...found.request, caller: same ?? found.request.caller }).effect).not.toBe(replayed.effect);
  });

  test("and its near miss is not", () => {
    expect(prove(nearMiss as unknown as Changes)).toEqual([]);
  });
});

describe("a rule that an earlier one shadows", () => {
  test("is found, with the rule that takes its requests", () => {
    const index = indexEstate(
      makeEstate({
        "services.0.listeners.0.rules.1.match": {
          headers: [],
          method: "GET",
          path: { kind: "exact", value: "/orders/new", caseSensitive: true },
        },
      }),
    );
    const [found, ...others] = shadowedRules(index);
    expect(others).toEqual([]);
    expect(found?.rule.id).toBe("write");
    expect(found?.example).toMatchObject({ method: "GET", path: "/orders/new", takenBy: { id: "read" } });
  });

  test("and its near miss, which case tells apart, is not", () => {
    const match = { headers: [], method: "GET", path: { kind: "exact", value: "/orders/new", caseSensitive: false } };
    expect(shadowedRules(indexEstate(makeEstate({ "services.0.listeners.0.rules.1.match": match })))).toEqual([]);
    expect(shadowedRules(indexEstate(makeEstate()))).toEqual([]);
  });
});

describe("a grant of which no request reaches a target", () => {
  const answered = (changes: Changes) => prove(changes).filter(({ kind }) => kind === "unanswered");
  const rule = "services.0.listeners.0.rules.1";
  const fixed = { [`${rule}.action`]: { kind: "fixedResponse", statusCode: 404 } };

  test("is found, with a request that the listener answers by itself", () => {
    const [found, ...others] = answered(fixed);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      request: { method: "POST", path: "/orders" },
      verdict: { effect: "allow", status: 404 },
    });
    expect(answered({ [`${rule}.match.method`]: "PUT" })).toHaveLength(1);
  });

  test("and its near misses are not: a part of it is answered so, or an unknown action may not be", () => {
    const headers = [{ name: "x-slow", kind: "exact", value: "1", caseSensitive: true }];
    expect(answered({ [`${rule}.match.headers`]: headers })).toEqual([]);
    const action = { kind: "unknown", type: "object", reason: "known after apply", origin: { file: "", address: "" } };
    expect(answered({ [`${rule}.action`]: action })).toEqual([]);
  });

  test("when it comes to reach one, access widens; when it ceases to, it does not", () => {
    const [before, after] = [indexEstate(makeEstate(fixed)), indexEstate(makeEstate())];
    const wider = compareAccess(before, after);
    expect(wider.widens).toBe(true);
    expect(wider.changes.map(({ kind }) => kind)).toEqual(["reached"]);
    const narrower = compareAccess(after, before);
    expect(narrower.widens).toBe(false);
    expect(narrower.changes.map(({ kind }) => kind)).toEqual(["rerouted"]);
  });
});
