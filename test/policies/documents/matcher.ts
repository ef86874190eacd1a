import type { AuthPolicyStatement, PolicyDocument } from "../../../policies/documents/statement";

/** A request as an auth policy sees it: its condition keys by name, and the ARN of the path that it asks for. */
export interface Request {
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** The least of IAM that the generated policies use: string conditions, `*` in resources, deny over allow. */
export function allows({ Statement }: PolicyDocument<AuthPolicyStatement>, request: Request): boolean {
  const matching = Statement.filter((statement) => matches(statement, request));
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

function matches({ Resource, Condition = {} }: AuthPolicyStatement, { resource, keys }: Request): boolean {
  return (
    many(Resource).some((pattern) => like(pattern, resource)) &&
    Object.entries(Condition).every(([operator, expected]) => {
      if (operator !== "StringEquals") throw new Error(`The matcher does not know ${operator}`);
      return Object.entries(expected).every(([key, values]) => many(values).some((value) => keys[key] === value));
    })
  );
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

function many<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
