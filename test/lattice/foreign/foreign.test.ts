import { join } from "node:path";
import { accessRows } from "../../../lattice/access/rows";
import { subjectsOf } from "../../../lattice/access/subjects/subjects";
import { decideIn } from "../../../lattice/decide/decide";
import { indexEstate } from "../../../lattice/decide/index-estate";
import { ANONYMOUS } from "../../../lattice/decide/request";
import { readEstate } from "../../../lattice/terraform/read-estate";

function read(name: string) {
  return readEstate([join(__dirname, name, "plan.json")]);
}

/** Rows as short lines: caller, service, methods, paths, and where they go or why it is unknown. */
function linesOf(name: string): string[] {
  const index = indexEstate(read(name).estate);
  return accessRows(index, subjectsOf([index])).rows.flatMap(({ subject, service, effect, to, requests }) =>
    requests.map(({ methods, paths }) =>
      [
        subject.label.replace(/^.*role\//, ""),
        service.name,
        methods.join(" "),
        paths.join(" "),
        effect === "allow" ? to : effect,
      ].join(" | "),
    ),
  );
}

describe("plans of estates in plain HCL", () => {
  test("one account: policies as text, rules with weights, a service left open", () => {
    const split = "tg1-bread 90 %, tg1-hours 10 %";
    expect(linesOf("bakery")).toEqual([
      "till | bread | GET POST | any path except */recipes/*, /loaves* (in any case) | 404",
      `till | bread | GET POST | /loaves* (in any case) except */recipes/* | ${split}`,
      "any other role of 121212121212 | bread | GET POST | any path except */recipes/*, /loaves* (in any case) | 404",
      `any other role of 121212121212 | bread | GET POST | /loaves* (in any case) except */recipes/* | ${split}`,
      "till | hours | any method | any path | tg1-hours",
      "any other role of 121212121212 | hours | any method | any path | tg1-hours",
      "any other account of o-br3adbr3ad | hours | any method | any path | tg1-hours",
    ]);
  });

  test("three accounts: a module for each service, policy documents, a share with the organization", () => {
    expect(linesOf("library").sort()).toEqual([
      "desk | catalog | GET | any path | catalog-addresses",
      "desk | loans | GET POST | any path | loans-addresses",
      "kiosk | catalog | GET | any path | catalog-addresses",
    ]);
    const { estate } = read("library");
    expect(estate.services.map(({ account }) => account)).toEqual(["310000000002", "310000000002"]);
    expect(estate.targetGroups.map(({ targets }) => targets.length)).toEqual([2, 2]);
    expect(estate.services[0]?.authPolicy?.origin).toEqual({
      file: join(__dirname, "library", "plan.json"),
      address: 'module.service["catalog"].aws_vpclattice_auth_policy.this.policy',
    });
  });

  test("what a plan does not tell is unknown, never allowed and never denied", () => {
    expect(new Set(linesOf("harbour").map((line) => line.split(" | ").at(-1)))).toEqual(new Set(["unknown"]));
    const callers = linesOf("harbour").map((line) => line.split(" | ").slice(0, 2).join(" to "));
    // The document names one role; the text could say anything.
    expect(callers.filter((one) => one.endsWith("berths"))).toEqual(["ferry to berths"]);
    expect(callers).toContain("anonymous to tides");
    const { estate } = read("harbour");
    expect(estate.vpcAssociations).toMatchObject([{ kind: "endpoint", account: "470000000001" }]);
    const policy = estate.services.find(({ name }) => name === "tides")?.authPolicy?.policy.opaque;
    expect(policy?.origin.address).toBe("aws_vpclattice_auth_policy.tides.policy");
  });

  test("an unknown verdict says what would have to be known, and where that stands", () => {
    const index = indexEstate(read("harbour").estate);
    const service = index.estate.services.find(({ name }) => name === "tides");
    const [source] = index.estate.vpcAssociations;
    const { effect, reason, trace } = decideIn(index, {
      caller: ANONYMOUS,
      source: { vpc: source?.vpc ?? "" },
      target: { service: service?.id ?? "" },
      method: "GET",
      path: "/",
    });
    const file = join(__dirname, "harbour", "plan.json");
    expect(effect).toBe("unknown");
    expect(reason).toBe(
      `it cannot be known whether the service tides may join the service network: only apply tells what it associates (aws_vpclattice_service_network_service_association.all["one"] in ${file})`,
    );
    const step = trace.find(({ gate }) => gate === "service policy");
    expect(step).toMatchObject({
      result: "unknown",
      text: `a service-based policy may say anything: known after apply (aws_vpclattice_auth_policy.tides.policy in ${file})`,
      unknowns: [{ kind: "unknown", origin: { file, address: "aws_vpclattice_auth_policy.tides.policy" } }],
    });
  });
});
