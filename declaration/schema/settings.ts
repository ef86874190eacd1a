import { z } from "zod";
import type { Mistake } from "../mistake";
import { nameSchema } from "../names";
import { deployRole, organizationSchema } from "./account";
import { deployersSchema } from "./deployers";
import { parsePart } from "./issues";
import { object } from "./object";
import { alarmsSchema } from "./service";
import { stateSchema } from "./state";
import { region, tags, wholeNumber } from "./values";

const raised = "the quota as AWS raised it for your accounts";

const quotasSchema = object({
  rulesPerListener: wholeNumber(1, 1000, "rules", raised).default(10),
  listenersPerService: wholeNumber(1, 100, "listeners", raised).default(2),
  targetGroupsPerService: wholeNumber(1, 1000, "target groups", raised).default(10),
  targetsPerTargetGroup: wholeNumber(1, 100_000, "targets", raised).default(1000),
  rulesPerSecurityGroup: wholeNumber(1, 1000, "rules", raised).default(60),
});

/** What is said of the whole platform, beside its sections. */
export const settingsSchema = z.object({
  name: nameSchema("platform"),
  region,
  organization: organizationSchema.optional(),
  state: stateSchema,
  deployRole: deployRole.default("trellis-deploy"),
  deployers: deployersSchema.optional(),
  tags,
  alarms: alarmsSchema.default({ topicArns: [], serverErrors: 5, latencyP99: 3000 }),
  quotas: quotasSchema.prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;

/** What stands in for a setting with a mistake: whatever the later checks have nothing to say against. */
const standIns: Partial<z.input<typeof settingsSchema>> = {
  name: "x",
  region: "us-east-1",
  organization: { id: "o-0000000000", managementAccount: "000000000000" },
  state: { kind: "local" },
  quotas: {
    rulesPerListener: 1000,
    listenersPerService: 100,
    targetGroupsPerService: 1000,
    targetsPerTargetGroup: 100_000,
    rulesPerSecurityGroup: 1000,
  },
};

/** The settings, and the region apart: undefined if it is wrong, since then nothing can be said of what is there. */
export function parseSettings(
  written: Record<string, unknown>,
  mistakes: Mistake[],
): { settings: Settings; region: string | undefined } {
  const { value, mistakes: found } = parsePart(settingsSchema, written, []);
  if (value) return { settings: value, region: value.region };
  mistakes.push(...found);
  const wrong = Object.entries(settingsSchema.shape)
    .filter(([key, schema]) => !schema.safeParse(written[key]).success)
    .map(([key]) => key);
  const standIn = Object.fromEntries(
    wrong.map((key) => [key, Object.entries(standIns).find(([each]) => each === key)?.[1]]),
  );
  const settings = settingsSchema.parse({ ...written, ...standIn });
  return { settings, region: wrong.includes("region") ? undefined : settings.region };
}
