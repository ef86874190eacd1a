import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Credentials } from "../aws/client-options";
import { Clock } from "../aws/clock";
import { Sessions } from "../aws/sessions";

const role = z.object({
  role_arn: z.string(),
  session_name: z.string().default("trellis-adopt"),
  external_id: z.string().optional(),
});

const provider = z.object({
  region: z.string(),
  allowed_account_ids: z.array(z.string()).min(1),
  assume_role: z.array(role).default([]),
});

const synthesized = z.object({ provider: z.object({ aws: z.array(provider).min(1) }) });

/** Where a stack's provider works, and as whom. */
export interface ProviderPlace {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly assume?: z.output<typeof role>;
}

/** What the synthesized Terraform in a folder says of its provider; undefined where it has none. */
export function providerIn(folder: string): ProviderPlace | undefined {
  const { data } = synthesized.safeParse(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")));
  const [aws] = data?.provider.aws ?? [];
  const [accountId] = aws?.allowed_account_ids ?? [];
  if (!aws || accountId === undefined) return undefined;
  const [assume] = aws.assume_role;
  return { region: aws.region, accountId, ...(assume ? { assume } : {}) };
}

/**
 * The credentials that the provider works with.
 *
 * @throws what AWS STS answers.
 */
export async function credentialsFor(
  { region, assume }: ProviderPlace,
  environment: NodeJS.ProcessEnv,
): Promise<Credentials> {
  const caller = new Sessions(environment, region, new Clock());
  try {
    if (!assume) return await caller.credentials();
    const { role_arn: roleArn, session_name: sessionName, external_id: externalId } = assume;
    const session = await caller.assume({ roleArn, sessionName, ...(externalId === undefined ? {} : { externalId }) });
    return await session.credentials().finally(() => session.close());
  } finally {
    caller.close();
  }
}
