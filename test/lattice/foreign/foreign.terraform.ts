import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithTerraform } from "../../support/terraform";
import { FOREIGN, foreignFolder, planForeign } from "./plan-foreign";

const ACCOUNTS = { bakery: "121212121212", library: "310000000000", harbour: "470000000000" };

/** `UPDATE_PLANS=1` writes the plans that the tests without Terraform read. */
describeWithTerraform("estates in plain HCL", () => {
  test.each(FOREIGN)("the plan of %s is what the real provider plans", async (name) => {
    const plan = await planForeign(name, ACCOUNTS[name]);
    const file = join(foreignFolder(name), "plan.json");
    if (process.env.UPDATE_PLANS) writeFileSync(file, `${JSON.stringify(plan, null, 1)}\n`);
    expect(plan).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });
});
