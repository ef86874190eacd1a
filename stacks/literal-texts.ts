import type { Platform } from "../declaration/schema/platform";

/**
 * The platform with every text as Terraform has to write it, so that it means itself: `${` and `%{` begin expressions in
 * Terraform, and a declaration holds none (Terraform language, strings and templates, escape sequences).
 */
export function literalTexts(platform: Platform): Platform {
  // Nearly every platform: looking at its JSON is ten times quicker than making it anew.
  if (!/[$%]\{/.test(JSON.stringify(platform))) return platform;
  return literal(platform) as Platform;
}

function literal(value: unknown): unknown {
  if (typeof value === "string") return literalText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(literal);
  // A function's entry file is read by its path, and never gets into the Terraform. Anything else may be called so.
  const isPath = (key: string) => key === "entry" && "kind" in value && value.kind === "lambda";
  const written = ([key, part]: [string, unknown]) => [literalText(key), isPath(key) ? part : literal(part)];
  return Object.fromEntries(Object.entries(value).map(written));
}

/** A text as Terraform has to write it, so that it means itself. */
export function literalText(text: string): string {
  return text.replace(/[$%]\{/g, (start) => `${start[0]}${start}`);
}
