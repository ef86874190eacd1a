import { statSync } from "node:fs";
import { resolve } from "node:path";
import { DeclarationError, isDefinedPlatform, type Platform } from "../declaration";
import { describeLoadError } from "./load-error";

/** `platform.ts` is absent, cannot be compiled, throws, or exports something else. */
export class PlatformFileError extends Error {
  override readonly name = "PlatformFileError";
}

const file = "platform.ts";

/**
 * The platform that the project's `platform.ts` declares. Read when a command runs, so that a mistake in it is reported
 * like any other.
 *
 * @throws DeclarationError with the mistakes of the declaration; PlatformFileError if there is none to read.
 */
export function loadPlatform(): Platform {
  const path = resolve(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new PlatformFileError(`There is no ${file} in ${process.cwd()}: run this in the folder of the platform.`);
  }
  const platform = load(path);
  if (isDefinedPlatform(platform)) return platform;
  throw new PlatformFileError(`${file} exports no platform: it needs \`export default definePlatform({ … })\`.`);
}

/** What `platform.ts` prints goes to the standard error: the other one may be read by a machine. */
function load(path: string): unknown {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return defaultExport(require(path));
  } catch (error) {
    if (error instanceof DeclarationError) throw error;
    throw new PlatformFileError(describeLoadError(path, error));
  } finally {
    process.stdout.write = write;
  }
}

function defaultExport(loaded: unknown): unknown {
  return typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : undefined;
}
