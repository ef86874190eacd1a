import { relative } from "node:path";
import { inspect } from "node:util";

/** An error while a file was loaded, in a line that says where; a compiler's errors have a line each. */
export function describeLoadError(path: string, error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === "string" ? error : inspect(error);
  const compiled = compilerErrors(message);
  if (compiled.length > 0) return compiled.join("\n");
  const [first = message] = message.split("\nRequire stack:");
  return `${importerOf(error) ?? whereIn(path, error)}: ${asWritten(first)}`;
}

/** `(0 , import_declaration.lambda)` is what esbuild makes of an imported `lambda`. */
function asWritten(message: string): string {
  return message.replace(/\(0 ?, [\w$]+\.([\w$]+)\)/g, "$1");
}

/** What esbuild says in `Transform failed with 2 errors:`, with the place in front. */
function compilerErrors(message: string): string[] {
  const [, list] = /^(?:Transform|Build) failed with \d+ errors?:\n([\s\S]+)$/.exec(message) ?? [];
  return (list ?? "").split("\n").flatMap((line) => {
    const [, file, place, text] = /^(.+?):(\d+:\d+): ERROR: (.+)$/.exec(line) ?? [];
    return file === undefined ? [] : [`${here(file)}:${place}: ${text}`];
  });
}

/** The file whose import found nothing: Node puts it first among those that led there. */
function importerOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("requireStack" in error)) return undefined;
  const [file] = Array.isArray(error.requireStack) ? error.requireStack : [];
  return typeof file === "string" ? here(file) : undefined;
}

/** The first place of the file in the error's stack; the file itself if it has none. */
function whereIn(path: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = stack.split("\n").flatMap((line) => /\((.*:\d+:\d+)\)$|at (.*:\d+:\d+)$/.exec(line)?.slice(1) ?? []);
  const own = place.find((each) => each?.includes(path));
  return here(own ? own.slice(own.indexOf(path)) : path);
}

function here(path: string): string {
  return relative(process.cwd(), path);
}
