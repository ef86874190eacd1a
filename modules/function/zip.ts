import { zipSync } from "fflate";

/** The earliest time a zip can hold. fflate reads the local fields of a date, so this one is the same in every zone. */
const fixedTime = new Date(1980, 0, 1);

/** Unix, and readable by everyone: what Lambda asks of a file. */
const attributes = { os: 3, attrs: (0o100644 << 16) >>> 0, mtime: fixedTime, level: 9 } as const;

/** A zip with one file, the same bytes on every machine: pure JavaScript, fixed time, fixed mode. */
export function zipFile(name: string, content: Uint8Array): Uint8Array {
  return zipSync({ [name]: [content, attributes] });
}
