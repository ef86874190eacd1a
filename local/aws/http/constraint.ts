import type { z } from "zod";

/** What a value breaks, in the words that AWS's services use ("Value at 'x' failed to satisfy constraint: …"). */
export function constraintOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return bound(issue.origin, "greater", issue.minimum);
    case "too_big":
      return bound(issue.origin, "less", issue.maximum);
    case "invalid_value":
      return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
    case "invalid_type":
      return issue.input === undefined ? "Member must not be null" : `Member must be of type ${issue.expected}`;
    case "invalid_key":
      return issue.issues[0] === undefined ? issue.message : constraintOf(issue.issues[0]);
    default:
      return issue.message;
  }
}

function bound(origin: string, relation: "greater" | "less", limit: number | bigint): string {
  const what = origin === "number" || origin === "int" ? "value" : "length";
  return `Member must have ${what} ${relation} than or equal to ${limit}`;
}
