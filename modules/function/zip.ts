import { zipSync } from "fflate";

/** The earliest time a zip can hold. fflate reads the local fields of a date, so this one is the same in every zone. */
const fixedTime = new Date(1980, 0, 1);

/** Unix, and readable by everyone: what Lambda asks of a file. */
const attributes = { os: 3, attrs: (0o100644 << 16) >>> 0, mtime: fixedTime, level: 9 } as const;

/** Contents by file name. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** A zip with the same bytes on every machine: pure JavaScript, fixed order, time and mode. */
export function zipFiles(files: Files): Uint8Array {
  const names = Object.keys(files).sort();
  return zipSync(Object.fromEntries(names.map((name) => [name, [files[name] ?? new Uint8Array(), attributes]])));
}
