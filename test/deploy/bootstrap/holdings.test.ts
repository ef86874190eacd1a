import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { holdingsOf } from "../../../deploy/bootstrap/holdings";
import { temporaryFolder } from "../../support/temporary-folder";

test("a role that another stack of the account makes is none that exists already", () => {
  const outdir = temporaryFolder("holdings");
  const stacks = {
    "producer-orders": { aws_iam_role: { api: { name: "acme-orders-api" } } },
    "consumer-orders": {
      aws_iam_role_policy: {
        api: { role: "acme-orders-api" },
        reports: { role: "reports" },
        web: { role: "$" + "{aws_iam_role.web.name}" },
      },
    },
  };
  for (const [id, resource] of Object.entries(stacks)) {
    mkdirSync(join(outdir, "stacks", id), { recursive: true });
    writeFileSync(join(outdir, "stacks", id, "cdk.tf.json"), JSON.stringify({ resource }));
  }
  expect(holdingsOf(outdir, Object.keys(stacks)).existingRoles).toEqual(["reports"]);
});
