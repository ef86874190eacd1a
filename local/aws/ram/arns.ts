import { z } from "zod";
import type { ramError } from "./errors";

/** The exception of a member that is wrong in its own way, as the issue of a schema carries it. */
export type ExceptionName = Parameters<typeof ramError>[0];

function arn(what: string, pattern: RegExp): z.ZodType<string> {
  const code: ExceptionName = "MalformedArnException";
  return z.custom<string>((value) => typeof value === "string" && pattern.test(value), {
    error: `Member must be the ARN of ${what}`,
    params: { code },
  });
}

/** ARNs that operations take; another form, and none where one is required, is a MalformedArnException. */
export const Arn = {
  share: arn("a resource share", /^arn:aws[a-z-]*:ram:[a-z0-9-]+:\d{12}:resource-share\/.+$/),
  invitation: arn("an invitation", /^arn:aws[a-z-]*:ram:[a-z0-9-]+:\d{12}:resource-share-invitation\/.+$/),
  permission: arn("a permission", /^arn:aws[a-z-]*:ram:[a-z0-9-]*:(aws|\d{12})?:permission\/.+$/),
  resource: arn("a resource", /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:.+$/),
} as const;
