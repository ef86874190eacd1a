/**
 * When the provider made up a name, in milliseconds since the epoch: it ends in the time to a ten-thousandth of a second,
 * `20060102150405` and four digits, and eight more that count (terraform-plugin-sdk, `id.PrefixedUniqueId`). Undefined for
 * any other name.
 */
export function generatedAt(name: string, prefix: string): number | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{4})[0-9a-f]{8}$/.exec(name.slice(prefix.length));
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) + fraction / 10;
}

/** Whether the deploy that began then made up this name. The same machine told both times. */
export function generatedSince(begun: number | undefined, name: string, prefix: string): boolean {
  const made = generatedAt(name, prefix);
  return begun !== undefined && made !== undefined && made >= begun - 1000;
}
