const W3C = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?)?)?$/;
const EPOCH = /^\d{5,}$/;

/**
 * Reads a date as milliseconds since 1970: one of the W3C forms of ISO 8601 (`2026`, `2026-11-22`,
 * `2026-11-22T10:00:00Z`) or epoch seconds (IAM User Guide, "Date condition operators"). Undefined for anything else.
 */
export function readDate(text: string): number | undefined {
  if (EPOCH.test(text)) return Number(text) * 1000;
  if (!W3C.test(text)) return undefined;
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(time) ? undefined : time;
}
