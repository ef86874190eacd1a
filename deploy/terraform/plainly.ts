import type { Diagnostic } from "./messages";

/** An error as Terraform says it, in one line, with the resource it is about. */
export function plainly({ summary, detail, address }: Diagnostic): string {
  const said = oneLine([summary, detail].filter((part) => part !== "").join(": "));
  return address === undefined ? said : `${address}: ${said}`;
}

/** Terraform wraps its texts; blank lines and boxes mean nothing in one line. */
export function oneLine(text: string): string {
  return text.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}
