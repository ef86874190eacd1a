import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Message, version } from "esbuild";
import { buildFiles, settings, sizeOf } from "./build";
import { readCached, writeCached } from "./cache";
import { mapAsync } from "./concurrency";
import { EAGER } from "./eager";
import { exporter, exporting } from "./exporting";
import { findHandler, type Handler } from "./exports";
import { RARE } from "./rare";
import { zipFiles } from "./zip";

/** A function's code, ready for Lambda: `index.js`, and its rare files, in a zip that is the same on every machine. */
export interface Bundle {
  /** Entry file, relative to the project. */
  readonly entry: string;
  /** The zip. */
  readonly path: string;
  /** SHA-256 of the zip, base64: what Lambda calls `CodeSha256`. */
  readonly sha256: string;
  /** Bytes of the minified code, rare files included. */
  readonly size: number;
}

/** How Lambda calls what a bundle exports. */
export const bundleHandler = "index.handler";

/** Code that cannot be bundled; one line per error, with file, line and column. */
export class BundleError extends Error {
  override readonly name = "BundleError";
}

export interface BundleOptions {
  /** The folder that entries are relative to. */
  readonly projectDir: string;
  /** Where bundles and source maps are kept from one synth to the next. */
  readonly cacheDir: string;
}

/**
 * Bundles entry files with esbuild, each once, those whose sources have not changed since last time not at all. The
 * source maps stay beside the zip.
 *
 * @throws BundleError with the errors of all entries.
 */
export async function bundleAll(
  entries: readonly string[],
  options: BundleOptions,
): Promise<ReadonlyMap<string, Bundle>> {
  const unique = [...new Set(entries)].sort();
  const results = await mapAsync(unique, 8, async (entry) => settle(bundle(entry, options)));
  const errors = results.flatMap((result) => ("error" in result ? [result.error] : []));
  if (errors.length > 0) throw new BundleError(errors.join("\n"));
  return new Map(results.flatMap((result) => ("value" in result ? [[result.value.entry, result.value]] : [])));
}

async function bundle(entry: string, options: BundleOptions): Promise<Bundle> {
  const dir = join(options.cacheDir, cacheKey(entry));
  const salt = `${version} ${JSON.stringify([settings, RARE.source, EAGER.source, withoutFunction, exporting(entry, "handler", "")])}`;
  const cached = await readCached(dir, salt, options.projectDir);
  if (cached) return { entry, path: join(dir, "index.zip"), ...cached };
  const building = buildFiles(exporting(entry, "handler", options.projectDir));
  // Both report what is wrong with the sources; the one that names the entry as it was declared comes first.
  building.catch(() => undefined);
  const handler = await findHandler(entry, options.projectDir);
  const { code, maps, inputs } = await building;
  if (handler !== "callable") throw new BundleError(`${entry}: ${withoutFunction[handler]}`);
  const zip = zipFiles(code);
  const facts = { sha256: createHash("sha256").update(zip).digest("base64"), size: sizeOf(code) };
  await writeCached(dir, salt, options.projectDir, { zip, maps, inputs, ...facts });
  return { entry, path: join(dir, "index.zip"), ...facts };
}

const withoutFunction: Readonly<Record<Exclude<Handler, "callable">, string>> = {
  missing: "exports no `handler`; add `export const handler = …`",
  "no function":
    "exports a `handler` that is no function; Lambda calls it: `export const handler = async (event) => …`",
};

function cacheKey(entry: string): string {
  const words = entry.replace(/\.[cm]?[jt]sx?$/, "").replace(/[^A-Za-z0-9]+/g, "-");
  return `${words}-${createHash("sha256").update(entry).digest("hex").slice(0, 8)}`;
}

async function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: string }> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof BundleError) return { error: error.message };
    if (isBuildFailure(error)) return { error: describe(error) };
    throw error;
  }
}

function describe({ errors }: { readonly errors: readonly Message[] }): string {
  return errors
    .map(
      ({ location, text }) =>
        `${location && location.file !== exporter ? `${location.file}:${location.line}:${location.column}: ` : ""}${text}`,
    )
    .join("\n");
}

function isBuildFailure(error: unknown): error is { errors: Message[] } {
  return typeof error === "object" && error !== null && "errors" in error && Array.isArray(error.errors);
}
