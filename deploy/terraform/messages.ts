import { z } from "zod";

const resource = z.object({ addr: z.string() });

const diagnostic = z.object({
  severity: z.enum(["error", "warning"]),
  summary: z.string(),
  detail: z.string().default(""),
  address: z.string().optional(),
});

/** An error or a warning of Terraform. */
export type Diagnostic = z.output<typeof diagnostic>;

const changes = z.object({
  add: z.number(),
  change: z.number(),
  remove: z.number(),
  /** Taken into the state as they are; left out where there are none. */
  import: z.number().optional(),
});

/** Numbers of resources. A replacement counts once in `add` and once in `remove`. */
export type Changes = z.output<typeof changes>;

const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("planned_change"), change: z.object({ resource, action: z.string() }) }),
  z.object({ type: z.literal("change_summary"), changes: changes.extend({ operation: z.string() }) }),
  z.object({
    type: z.literal("outputs"),
    outputs: z.record(z.string(), z.object({ action: z.string().optional() })).default({}),
  }),
  z.object({
    type: z.literal("apply_start"),
    hook: z.object({ resource, action: z.string() }),
    "@timestamp": z.string().optional(),
  }),
  z.object({ type: z.literal("apply_progress"), hook: z.object({ resource, elapsed_seconds: z.number() }) }),
  z.object({ type: z.literal("apply_complete"), hook: z.object({ resource, action: z.string() }) }),
  z.object({ type: z.literal("apply_errored"), hook: z.object({ resource, action: z.string() }) }),
  z.object({ type: z.literal("diagnostic"), diagnostic }),
]);

/**
 * The messages of Terraform and OpenTofu that a deploy reads, of those that `-json` prints (Terraform documentation,
 * "Machine-Readable UI").
 */
export type Message = z.output<typeof message>;

/** The message in a line; undefined for other messages and for text. */
export function parseMessage(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return message.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
