import type { Platform } from "../declaration/schema/platform";

/**
 * The platform with every text as Terraform has to write it, so that it means itself: `${` and `%{` begin expressions in
 * Terraform, and a declaration holds none (Terraform language, strings and templates, escape sequences). Parts without
 * one stay the same objects.
 */
export function literalTexts(platform: Platform): Platform {
  return literal(platform) as Platform;
}

function literal(value: unknown): unknown {
  if (typeof value === "string") return literalText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(literal);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  // An entry file is read by its path, and never gets into the Terraform.
  const written = entries.map(([key, part]) => [literalText(key), key === "entry" ? part : literal(part)] as const);
  const same = written.every(([key, part], index) => key === entries[index]?.[0] && part === entries[index]?.[1]);
  return same ? value : Object.fromEntries(written);
}

function literalText(text: string): string {
  return text.replace(/[$%]\{/g, (start) => `${start[0]}${start}`);
}
